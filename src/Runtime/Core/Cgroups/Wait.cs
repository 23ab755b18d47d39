using MiniDocker.Linux;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>Waits for what the kernel does in its own time and announces nowhere.</summary>
internal static class Wait
{
    /// <summary>Long enough for a process in an uninterruptible read of a slow disk.</summary>
    internal const int TimeoutMs = 10_000;

    private const int FirstPauseMs = 1, LongestPauseMs = 50;

    /// <summary>Asks again, at growing distances, until the answer is yes.</summary>
    /// <exception cref="LinuxException">ETIMEDOUT.</exception>
    internal static void Until(Func<bool> isDone, string what, string path)
    {
        long end = Environment.TickCount64 + TimeoutMs;
        PollSet nothing = new();
        for (int pauseMs = FirstPauseMs; !isDone();
            pauseMs = Math.Min(pauseMs * 2, LongestPauseMs))
        {
            if (Environment.TickCount64 > end)
                throw new LinuxException(what, path, Errno.ETIMEDOUT);
            nothing.Wait(pauseMs);
        }
    }
}
