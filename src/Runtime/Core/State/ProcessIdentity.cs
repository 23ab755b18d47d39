using System.Buffers.Text;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.State;

/// <summary>
/// A process by number and start time: a number alone comes to mean another process once it is
/// used again. man 5 proc_pid_stat, fields 3 and 22.
/// </summary>
/// <param name="Pid">The process id; 0 for none.</param>
/// <param name="StartTime">Clock ticks from boot to its start.</param>
public readonly record struct ProcessIdentity(int Pid, ulong StartTime)
{
    private const int StateField = 3, StartTimeField = 22;

    /// <summary>Whether this very process still runs; one that nobody waited for yet does not.
    /// </summary>
    public bool IsAlive => Pid > 0 && TryRead(Pid, out ulong start, out bool isDead)
        && start == StartTime && !isDead;

    /// <summary>The identity of a process that is known to exist.</summary>
    /// <exception cref="ContainerException">It has gone already.</exception>
    public static ProcessIdentity Of(int pid) => TryRead(pid, out ulong start, out _)
        ? new ProcessIdentity(pid, start)
        : throw new ContainerException($"read /proc/{pid}/stat: the process has gone");

    /// <summary>Opens the process, if it is still this one.</summary>
    public PidFd? TryOpen()
    {
        if (Pid <= 0)
        {
            return null;
        }

        PidFd? handle = PidFd.TryOpen(Pid);
        if (handle is not null && !IsAlive)
        {
            handle.Dispose();
            return null;
        }

        return handle;
    }

    private static bool TryRead(int pid, out ulong startTime, out bool isDead)
    {
        startTime = 0;
        isDead = true;
        Span<byte> buffer = stackalloc byte[1024];
        int length;
        try
        {
            using var file = File.OpenHandle($"/proc/{pid}/stat");
            length = Math.Max(Descriptors.Read(file, buffer), 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        // The command's name may hold anything, spaces and parentheses too: skip to its end.
        int field = StateField - 1;
        ReadOnlySpan<byte> stat = buffer[..length];
        ReadOnlySpan<byte> rest = stat[(stat.LastIndexOf((byte)')') + 1)..];
        foreach (Range range in rest.Split((byte)' '))
        {
            ReadOnlySpan<byte> text = rest[range];
            if (field == StateField)
            {
                isDead = text is [(byte)'Z' or (byte)'X' or (byte)'x'];
            }
            else if (field == StartTimeField)
            {
                return Utf8Parser.TryParse(text, out startTime, out _);
            }

            field++;
        }

        return false;
    }
}
