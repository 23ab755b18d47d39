using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>Terminals: their size and their modes. man 3 termios, man 2 ioctl_tty.</summary>
public static unsafe class Terminal
{
    /// <summary>Whether a descriptor is a terminal.</summary>
    public static bool IsTerminal(SafeHandle file) => Libc.isatty(file) == 1;

    /// <summary>The size of a terminal, or of any end of a pseudo-terminal.</summary>
    /// <returns>False if it is no terminal.</returns>
    public static bool TryGetSize(SafeHandle file, out int rows, out int columns)
    {
        Libc.WindowSize size = default;
        bool known = Libc.ioctl(file, Libc.TIOCGWINSZ, &size) == 0;
        (rows, columns) = (size.Rows, size.Columns);
        return known;
    }

    /// <summary>Sets the size; its foreground processes get SIGWINCH.</summary>
    public static void SetSize(SafeHandle file, int rows, int columns)
    {
        Libc.WindowSize size = new() { Rows = (ushort)rows, Columns = (ushort)columns };
        LinuxException.ThrowIfError(
            Libc.ioctl(file, Libc.TIOCSWINSZ, &size), "ioctl", "TIOCSWINSZ");
    }

    /// <summary>
    /// Passes every byte through unchanged until the result is disposed, which restores the modes
    /// it had.
    /// </summary>
    public static IDisposable MakeRaw(SafeHandle file) => new RawMode(file);

    private sealed class RawMode : IDisposable
    {
        private readonly SafeHandle file;
        private readonly byte[] before = new byte[Libc.TermiosBytes];

        internal RawMode(SafeHandle file)
        {
            this.file = file;
            byte* raw = stackalloc byte[Libc.TermiosBytes];
            LinuxException.ThrowIfError(Libc.tcgetattr(file, raw), "tcgetattr");
            new Span<byte>(raw, Libc.TermiosBytes).CopyTo(before);
            Libc.cfmakeraw(raw);
            LinuxException.ThrowIfError(
                Libc.tcsetattr(file, Libc.TCSADRAIN, raw), "tcsetattr");
        }

        public void Dispose()
        {
            fixed (byte* modes = before)
            {
                _ = Libc.tcsetattr(file, Libc.TCSADRAIN, modes);
            }
        }
    }
}
