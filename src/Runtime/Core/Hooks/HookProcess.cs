using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.Hooks;

/// <summary>
/// One run of one hook: the state goes in, what it prints is kept for the error message, and when
/// its time is up it is killed.
/// </summary>
internal sealed class HookProcess
{
    private const int SIGKILL = 9;

    private readonly byte[] output = new byte[HookLimits.OutputBytesMax];
    private int outputLength;

    /// <summary>Runs the hook to its end.</summary>
    /// <returns>What went wrong, or null.</returns>
    internal static string? Run(HookSpec hook, byte[] state)
    {
        try
        {
            return new HookProcess().RunToEnd(hook, state);
        }
        catch (LinuxException e)
        {
            return e.Message;
        }
    }

    private string? RunToEnd(HookSpec hook, byte[] state)
    {
        (SafeFileHandle stdinRead, SafeFileHandle stdinWrite) = Descriptors.Pipe();
        (SafeFileHandle outputRead, SafeFileHandle outputWrite) = Descriptors.Pipe();
        using (stdinWrite)
        using (outputRead)
        {
            int pid;
            using (stdinRead)
            using (outputWrite)
            {
                pid = Spawn.PosixSpawn(new SpawnRequest
                {
                    Path = hook.Path,
                    Arguments = hook.Args.Count > 0 ? hook.Args : [hook.Path],
                    Environment = hook.Env,
                    Descriptors = [stdinRead, outputWrite, outputWrite],
                });
            }

            using PidFd? process = PidFd.TryOpen(pid);
            Descriptors.SetNonBlocking(stdinWrite);
            Descriptors.SetNonBlocking(outputRead);
            bool inTime = process is null
                || Converse(process, stdinWrite, outputRead, state, hook.Timeout);
            if (!inTime)
            {
                process!.TrySignal(SIGKILL);
            }

            ExitStatus status = Children.Wait(pid) ?? default;
            Drain(outputRead);
            return inTime ? Describe(status) : $"took longer than {hook.Timeout} s and was killed";
        }
    }

    // Until the hook ends; what it leaves running may keep the pipes, and is not waited for.
    private bool Converse(
        PidFd process, SafeFileHandle stdin, SafeFileHandle stdout, byte[] state, int? seconds)
    {
        bool limited = seconds is > 0 and <= HookLimits.TimeoutSecondsMax;
        long end = Environment.TickCount64 + seconds.GetValueOrDefault() * 1000L;
        PollSet poll = new();
        int written = 0;
        bool outputOpen = true;
        while (true)
        {
            poll.Clear();
            int ended = poll.Add(process, readable: true);
            int room = written < state.Length ? poll.Add(stdin, false, writable: true) : -1;
            int printed = outputOpen ? poll.Add(stdout, readable: true) : -1;
            long left = end - Environment.TickCount64;
            if (limited && left <= 0)
            {
                return false;
            }

            poll.Wait(limited ? (int)left : -1);
            if (poll.IsReady(room))
            {
                written = Feed(stdin, state, written);
            }

            if (poll.IsReady(printed))
            {
                outputOpen = Take(stdout);
            }

            if (poll.IsReady(ended))
            {
                return true;
            }
        }
    }

    private static int Feed(SafeFileHandle stdin, byte[] state, int written)
    {
        try
        {
            int count = Descriptors.Write(stdin, state.AsSpan(written));
            written += Math.Max(count, 0);
        }
        catch (LinuxException)
        {
            // A hook need not read its state.
            written = state.Length;
        }

        if (written == state.Length)
        {
            stdin.Dispose();
        }

        return written;
    }

    private bool Take(SafeFileHandle stdout)
    {
        Span<byte> rest = output.AsSpan(outputLength);
        Span<byte> dropped = stackalloc byte[512];
        int count = Descriptors.Read(stdout, rest.IsEmpty ? dropped : rest);
        outputLength += rest.IsEmpty ? 0 : Math.Max(count, 0);
        return count != 0;
    }

    private void Drain(SafeFileHandle stdout)
    {
        int before;
        do
        {
            before = outputLength;
            Take(stdout);
        }
        while (outputLength != before);
    }

    private string? Describe(ExitStatus status)
    {
        if (status is { Code: 0, Signal: 0 })
        {
            return null;
        }

        string how = status.Signal != 0
            ? $"was killed by signal {status.Signal}" : $"exit status {status.Code}";
        string said = Encoding.UTF8.GetString(output, 0, outputLength)
            .Trim().ReplaceLineEndings(" ");
        return said.Length == 0 ? how : $"{how}: {said}";
    }
}
