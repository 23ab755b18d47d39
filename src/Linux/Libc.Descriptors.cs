using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

internal static unsafe partial class Libc
{
    internal const int O_NONBLOCK = 0x800, O_CLOEXEC = 0x80000;
    internal const int F_GETFL = 3, F_SETFL = 4, F_DUPFD_CLOEXEC = 1030;

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        internal int fd;
        internal short events;
        internal short revents;
    }

    // man 2 pipe2
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int pipe2(int* fds, int flags);

    // man 2 fcntl
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fcntl(SafeHandle fd, int command, nint argument);

    // man 2 poll
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(PollEntry* fds, nuint count, int timeout);

    // man 2 read
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint read(SafeHandle fd, byte* buffer, nuint count);

    // man 2 write
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint write(SafeHandle fd, byte* buffer, nuint count);
}
