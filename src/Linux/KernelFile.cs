using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// The small text files through which the kernel is asked and told: /proc, /sys, cgroups. One
/// write is one request, so each value goes down in a single call. man 7 cgroups.
/// </summary>
public static class KernelFile
{
    // Larger than any of these files but mountinfo and cgroup.procs, which take more rounds.
    private const int ChunkBytes = 16384;

    /// <summary>Writes a value to a file that exists.</summary>
    /// <exception cref="LinuxException">What the kernel says to the value.</exception>
    public static void Write(string path, string value)
    {
        Errno errno = TryWrite(path, value);
        if (errno != Errno.None)
            throw new LinuxException("write", $"{path}, {value}", errno);
    }

    /// <summary>Writes a value to a file that exists.</summary>
    /// <returns>What the kernel says; <see cref="Errno.None"/> if it took it.</returns>
    public static unsafe Errno TryWrite(string path, string value)
    {
        using SafeFileHandle file = Libc.open(path, Libc.O_WRONLY | Libc.O_CLOEXEC, 0);
        if (file.IsInvalid)
            return (Errno)Marshal.GetLastPInvokeError();
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* start = bytes)
        {
            nint count = Libc.write(file, start, (nuint)bytes.Length);
            return count >= 0 ? Errno.None : (Errno)Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Reads all of a file.</summary>
    /// <exception cref="LinuxException">It does not exist, or may not be read.</exception>
    public static string Read(string path) => Read(path, out Errno errno)
        ?? throw new LinuxException("read", path, errno);

    /// <summary>Reads all of a file.</summary>
    /// <returns>Null if the kernel has no such file, or nothing to say in it.</returns>
    public static string? TryRead(string path) => Read(path, out _);

    /// <summary>Removes an empty directory. man 2 rmdir.</summary>
    /// <returns>What the kernel says: EBUSY while a cgroup has processes or children.</returns>
    public static Errno TryRemoveDirectory(string path) => Libc.rmdir(path) == 0
        ? Errno.None
        : (Errno)Marshal.GetLastPInvokeError();

    /// <summary>Gives a file or a directory to another user. man 2 chown.</summary>
    /// <returns>What the kernel says.</returns>
    public static Errno TryChangeOwner(string path, uint uid, uint gid) =>
        Libc.chown(path, uid, gid) == 0 ? Errno.None : (Errno)Marshal.GetLastPInvokeError();

    private static unsafe string? Read(string path, out Errno errno)
    {
        using SafeFileHandle file = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
        errno = file.IsInvalid ? (Errno)Marshal.GetLastPInvokeError() : Errno.None;
        if (file.IsInvalid)
            return null;
        byte[] bytes = new byte[ChunkBytes];
        int length = 0;
        while (true)
        {
            if (length == bytes.Length)
                Array.Resize(ref bytes, length * 2);
            fixed (byte* start = bytes)
            {
                nint count = Libc.read(file, start + length, (nuint)(bytes.Length - length));
                errno = count < 0 ? (Errno)Marshal.GetLastPInvokeError() : Errno.None;
                if (count < 0 && errno != Errno.EINTR)
                    return null;
                if (count == 0)
                    return Encoding.UTF8.GetString(bytes, 0, length);
                length += (int)Math.Max(count, 0);
            }
        }
    }
}
