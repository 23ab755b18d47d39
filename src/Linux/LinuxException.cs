using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>A system call failed: which, on what, and what the kernel answered.</summary>
public sealed class LinuxException : IOException
{
    /// <summary>Makes the exception of a failed call.</summary>
    public LinuxException(string syscall, string? arguments, Errno errno)
        : base($"{syscall}({arguments}): {Describe(errno)}") => Errno = errno;

    /// <summary>What the kernel answered.</summary>
    public Errno Errno { get; }

    /// <summary>An error number as its name and the C library's text.</summary>
    public static string Describe(Errno errno) =>
        $"{errno} ({Marshal.GetPInvokeErrorMessage((int)errno)})";

    // Nothing may run between the call and this: it reads the thread's last error.
    internal static int ThrowIfError(int result, string syscall, string? arguments = null)
    {
        if (result < 0)
        {
            var errno = (Errno)Marshal.GetLastPInvokeError();
            throw new LinuxException(syscall, arguments, errno);
        }

        return result;
    }
}
