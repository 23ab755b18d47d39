using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Benchmarks.Macro;

/// <summary>One run of a whole process, as the kernel accounts for it and its children.</summary>
internal sealed partial record Sample(double WallMs, double CpuMs, int ExitCode)
{
    /// <summary>Runs a command with its output thrown away. man 2 wait4.</summary>
    internal static unsafe Sample Take(IReadOnlyList<string> command)
    {
        using SafeFileHandle nothing = File.OpenHandle("/dev/null", FileMode.Open,
            FileAccess.ReadWrite, FileShare.ReadWrite);
        SpawnRequest request = new()
        {
            Path = command[0],
            Arguments = command,
            Descriptors = [nothing, nothing, nothing],
        };
        long start = Stopwatch.GetTimestamp();
        int pid = Spawn.PosixSpawn(request);
        // struct rusage begins with two timevals: user and system time.
        long* usage = stackalloc long[18];
        int status;
        while (wait4(pid, &status, 0, usage) < 0)
        {
        }

        double wallMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        double cpuMs = (usage[0] + usage[2]) * 1e3 + (usage[1] + usage[3]) / 1e3;
        int code = (status & 0x7f) == 0 ? status >> 8 & 0xff : 128 + (status & 0x7f);
        return new Sample(wallMs, cpuMs, code);
    }

    [LibraryImport("libc")]
    private static unsafe partial int wait4(int pid, int* status, int options, long* usage);
}
