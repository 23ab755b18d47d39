using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>
/// The descriptors of one wait. Filled before each wait, so that what is waited for is always
/// written down in one place; keeps its memory. man 2 poll.
/// </summary>
public sealed unsafe class PollSet
{
    private const short POLLIN = 1, POLLOUT = 4;

    private Libc.PollEntry[] entries = new Libc.PollEntry[16];
    private int count;

    /// <summary>Forgets all descriptors.</summary>
    public void Clear() => count = 0;

    /// <summary>Adds one. Without either condition, only its hang-up is reported.</summary>
    /// <returns>Its index, for <see cref="IsReady"/>.</returns>
    public int Add(SafeHandle file, bool readable, bool writable = false)
    {
        if (count == entries.Length)
        {
            Array.Resize(ref entries, count * 2);
        }

        entries[count] = new Libc.PollEntry
        {
            fd = (int)file.DangerousGetHandle(),
            events = (short)((readable ? POLLIN : 0) | (writable ? POLLOUT : 0)),
        };
        return count++;
    }

    /// <summary>Waits until one is ready.</summary>
    /// <param name="timeoutMs">Milliseconds; negative waits for ever.</param>
    /// <returns>False after the timeout or a signal.</returns>
    public bool Wait(int timeoutMs)
    {
        fixed (Libc.PollEntry* start = entries)
        {
            int ready = Libc.poll(start, (nuint)count, timeoutMs);
            if (ready >= 0)
            {
                return ready > 0;
            }

            var errno = (Errno)Marshal.GetLastPInvokeError();
            return errno == Errno.EINTR ? false : throw new LinuxException("poll", null, errno);
        }
    }

    /// <summary>Whether a descriptor has something: data, room, a hang-up or an error.</summary>
    public bool IsReady(int index) => index >= 0 && entries[index].revents != 0;

    /// <summary>Whether a descriptor has data, or its end.</summary>
    public bool IsReadable(int index) => index >= 0 && (entries[index].revents & ~POLLOUT) != 0;

    /// <summary>Whether a descriptor has room.</summary>
    public bool IsWritable(int index) => index >= 0 && (entries[index].revents & ~POLLIN) != 0;

    /// <summary>Waits for one descriptor.</summary>
    /// <returns>False after the timeout.</returns>
    public static bool WaitReadable(SafeHandle file, int timeoutMs) =>
        WaitOne(file, POLLIN, timeoutMs);

    internal static void WaitWritable(SafeHandle file) => WaitOne(file, POLLOUT, -1);

    private static bool WaitOne(SafeHandle file, short events, int timeoutMs)
    {
        long end = Environment.TickCount64 + timeoutMs;
        while (true)
        {
            Libc.PollEntry entry = new() { fd = (int)file.DangerousGetHandle(), events = events };
            int left = timeoutMs < 0 ? -1 : (int)Math.Max(0, end - Environment.TickCount64);
            int ready = Libc.poll(&entry, 1, left);
            if (ready >= 0)
            {
                return ready > 0;
            }

            var errno = (Errno)Marshal.GetLastPInvokeError();
            if (errno != Errno.EINTR)
            {
                throw new LinuxException("poll", null, errno);
            }
        }
    }
}
