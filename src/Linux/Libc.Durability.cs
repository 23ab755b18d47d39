using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

internal static partial class Libc
{
    internal const int LOCK_SH = 1, LOCK_EX = 2, LOCK_NB = 4;

    internal const int F_SETLKW = 7;
    internal const short F_WRLCK = 1;

    /// <summary>struct flock: the whole file, if start and length are 0.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct RecordLock
    {
        internal short Type;
        internal short Whence;
        internal long Start;
        internal long Length;
        internal int Pid;
    }

    // man 2 flock
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int flock(SafeFileHandle fd, int operation);

    // man 2 fsync
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fsync(SafeFileHandle fd);
}
