using System.Runtime.InteropServices;

namespace MiniDocker.Linux.Tests;

/// <summary>Signals as data, on a thread of their own: they stay blocked there.</summary>
public sealed class SignalQueueTests
{
    private const int SIGUSR1 = 10, SIGUSR2 = 12;

    [Fact]
    public void Take_gives_each_signal_once()
    {
        List<int> taken = [];
        Thread thread = new(() =>
        {
            using SignalQueue queue = new(SIGUSR1, SIGUSR2);
            taken.Add(queue.Take());
            SendToThisThread(SIGUSR2);
            taken.Add(PollSet.WaitReadable(queue.Handle, 0) ? queue.Take() : -1);
            taken.Add(queue.Take());
        });
        thread.Start();
        thread.Join();

        Assert.Equal([0, SIGUSR2, 0], taken);
    }

    private static void SendToThisThread(int signal)
    {
        bool isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        long thread = RawSyscall.Invoke(isArm ? 178 : 186); // gettid
        RawSyscall.Invoke(
            isArm ? 131 : 234, (ulong)Environment.ProcessId, (ulong)thread, (ulong)signal);
    }
}
