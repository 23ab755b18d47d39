using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

internal static partial class Libc
{
    internal const int LOCK_SH = 1, LOCK_EX = 2, LOCK_NB = 4;

    // man 2 flock
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int flock(SafeFileHandle fd, int operation);

    // man 2 fsync
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fsync(SafeFileHandle fd);
}
