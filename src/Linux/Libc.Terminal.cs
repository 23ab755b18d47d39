using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

internal static unsafe partial class Libc
{
    internal const nuint TIOCGWINSZ = 0x5413, TIOCSWINSZ = 0x5414;
    internal const int TCSADRAIN = 1;

    // glibc's struct termios on x86-64 and Arm64 (tests/Abi).
    internal const int TermiosBytes = 60;

    [StructLayout(LayoutKind.Sequential)]
    internal struct WindowSize
    {
        internal ushort Rows;
        internal ushort Columns;
        internal ushort PixelsX;
        internal ushort PixelsY;
    }

    // man 2 ioctl_tty
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(SafeHandle fd, nuint request, WindowSize* size);

    // man 3 termios
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int tcgetattr(SafeHandle fd, byte* termios);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int tcsetattr(SafeHandle fd, int action, byte* termios);

    [LibraryImport("libc")]
    internal static partial void cfmakeraw(byte* termios);

    // man 3 isatty
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int isatty(SafeHandle fd);
}
