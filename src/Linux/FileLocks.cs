using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// Advisory locks on open files (man 2 flock). A lock belongs to the open file description: it
/// goes when the last handle on it is closed, so also when the process is killed.
/// </summary>
public static class FileLocks
{
    private const int EINTR = 4, EWOULDBLOCK = 11;
    private const int OwnerReadsAndWrites = 0x180; // 0600

    /// <summary>Takes the lock, or changes its kind, without waiting.</summary>
    /// <returns>False when another open file holds a lock that excludes it.</returns>
    /// <exception cref="IOException">The kernel refused for another reason.</exception>
    public static bool TryLock(SafeFileHandle file, bool exclusive)
    {
        int operation = (exclusive ? Libc.LOCK_EX : Libc.LOCK_SH) | Libc.LOCK_NB;
        while (Libc.flock(file, operation) != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno == EWOULDBLOCK)
                return false;
            if (errno != EINTR)
                throw new IOException($"flock: {Marshal.GetPInvokeErrorMessage(errno)}");
        }

        return true;
    }

    /// <summary>Takes the lock, waiting for as long as another open file excludes it.</summary>
    /// <exception cref="IOException">The kernel refused.</exception>
    public static void Lock(SafeFileHandle file, bool exclusive)
    {
        while (Libc.flock(file, exclusive ? Libc.LOCK_EX : Libc.LOCK_SH) != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno != EINTR)
                throw new IOException($"flock: {Marshal.GetPInvokeErrorMessage(errno)}");
        }
    }

    /// <summary>
    /// Opens a file to lock it, and makes it if need be. File.OpenHandle will not do: it takes
    /// locks of its own for FileShare.
    /// </summary>
    /// <exception cref="LinuxException">ENOENT: its directory does not exist.</exception>
    public static SafeFileHandle Open(string path)
    {
        SafeFileHandle file = Libc.open(
            path, Libc.O_RDWR | Libc.O_CREAT | Libc.O_CLOEXEC, OwnerReadsAndWrites);
        if (!file.IsInvalid)
            return file;
        var errno = (Errno)Marshal.GetLastPInvokeError();
        throw new LinuxException("open", path, errno);
    }

    /// <summary>
    /// Takes a lock that belongs to this process, waiting for others: unlike the locks above, a
    /// child made by clone has no part in it, and it ends with the process whatever its children
    /// hold. Closing any handle on the file releases it. man 2 fcntl_locking, F_SETLKW.
    /// </summary>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public static unsafe void LockForProcess(SafeFileHandle file)
    {
        Libc.RecordLock whole = new() { Type = Libc.F_WRLCK };
        while (Libc.fcntl(file, Libc.F_SETLKW, (nint)(&whole)) != 0)
        {
            var errno = (Errno)Marshal.GetLastPInvokeError();
            if (errno != Errno.EINTR)
                throw new LinuxException("fcntl", "F_SETLKW", errno);
        }
    }

    /// <summary>Whether the last name of an open file was removed.</summary>
    public static bool IsDeleted(SafeFileHandle file) =>
        new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget is { } target
        && target.EndsWith(" (deleted)", StringComparison.Ordinal);
}
