using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// A handle on a process that cannot come to mean another one. Readable, for
/// <see cref="PollSet"/>, once the process has ended. man 2 pidfd_open.
/// </summary>
public sealed unsafe class PidFd : SafeHandleMinusOneIsInvalid
{
    private const int SYS_pidfd_send_signal = 424, SYS_pidfd_open = 434;

    /// <summary>Wraps a pidfd that clone3 returned; this owns it.</summary>
    public PidFd(int descriptor) : base(ownsHandle: true) => SetHandle(descriptor);

    /// <summary>Opens a living process.</summary>
    /// <returns>Null if there is none of that number.</returns>
    public static PidFd? TryOpen(int pid)
    {
        int fd = (int)Libc.syscall(SYS_pidfd_open, pid, 0);
        if (fd >= 0)
        {
            return new PidFd(fd);
        }

        var errno = (Errno)Marshal.GetLastPInvokeError();
        return errno is Errno.ESRCH or Errno.EINVAL
            ? null
            : throw new LinuxException("pidfd_open", $"{pid}", errno);
    }

    /// <summary>Sends a signal; 0 only asks. man 2 pidfd_send_signal.</summary>
    /// <returns>False if the process has ended and been waited for.</returns>
    /// <exception cref="LinuxException">EPERM, EINVAL.</exception>
    public bool TrySignal(int signal)
    {
        if (Libc.syscall(SYS_pidfd_send_signal, this, signal, 0, 0) == 0)
        {
            return true;
        }

        var errno = (Errno)Marshal.GetLastPInvokeError();
        return errno == Errno.ESRCH
            ? false
            : throw new LinuxException("pidfd_send_signal", $"signal {signal}", errno);
    }

    /// <summary>Whether the process has ended, waiting up to so many milliseconds.</summary>
    public bool WaitEnd(int timeoutMs) => PollSet.WaitReadable(this, timeoutMs);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        using SafeFileHandle close = new(handle, ownsHandle: true);
        return true;
    }
}
