using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// Files by directory handle and a name of bytes. A call returns 0 or the errno, because callers
/// expect many of them; <see cref="Check"/> turns the others into an exception. No call follows a
/// symbolic link unless it says so.
/// </summary>
public static unsafe partial class PathAt
{
    /// <summary>Error numbers that callers branch on (x86-64 and arm64).</summary>
    public const int ENOENT = 2, EINTR = 4, EEXIST = 17, ENOTDIR = 20, EISDIR = 21,
        EPERM = 1, ENODATA = 61, ENOTSUP = 95, ELOOP = 40, ENOSYS = 38, EINVAL = 22, ERANGE = 34;

    /// <summary>Flags of open(2) on x86-64.</summary>
    public const int O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_CREAT = 0x40, O_EXCL = 0x80,
        O_TRUNC = 0x200;

    /// <summary>Resolution flags of openat2(2).</summary>
    public const ulong RESOLVE_NO_MAGICLINKS = 2, RESOLVE_NO_SYMLINKS = 4, RESOLVE_IN_ROOT = 16;

    private const int AT_FDCWD = -100, AT_SYMLINK_NOFOLLOW = 0x100, AT_REMOVEDIR = 0x200,
        AT_EMPTY_PATH = 0x1000;

    private const int SYS_openat2 = 437, SYS_getdents64_x64 = 217, SYS_getdents64_arm64 = 61;
    private const uint StatxBasic = 0x7FF;

    // O_DIRECTORY and O_NOFOLLOW trade places on arm64.
    private static readonly bool IsArm =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    private static readonly nint SysGetdents = IsArm ? SYS_getdents64_arm64 : SYS_getdents64_x64;

    /// <summary>O_DIRECTORY.</summary>
    public static int O_DIRECTORY { get; } = IsArm ? 0x4000 : 0x10000;

    /// <summary>O_NOFOLLOW.</summary>
    public static int O_NOFOLLOW { get; } = IsArm ? 0x8000 : 0x20000;

    private static int O_CLOEXEC => 0x80000;

    /// <summary>Throws unless a call returned 0.</summary>
    /// <param name="errno">What the call returned.</param>
    /// <param name="call">The call's name.</param>
    /// <param name="detail">On what; shown in the message.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void Check(int errno, string call, ReadOnlySpan<byte> detail)
    {
        if (errno != 0)
            throw Failed(errno, call, Encoding.UTF8.GetString(detail));
    }

    /// <summary>The exception for a failed call.</summary>
    public static LinuxException Failed(int errno, string call, string detail) =>
        new(call, detail, (Errno)errno);

    /// <summary>Opens a directory by a path of this process.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenDirectory(string path)
    {
        fixed (byte* p = Encoding.UTF8.GetBytes(path + '\0'))
        {
            int fd = LibcAt.openat_cwd(AT_FDCWD, p, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
            return fd >= 0
                ? new SafeFileHandle(fd, true)
                : throw Failed(Marshal.GetLastPInvokeError(), "open", path);
        }
    }

    /// <summary>Opens or creates one name, which may not be a link.</summary>
    public static int Open(
        SafeFileHandle directory, ReadOnlySpan<byte> name, int flags, uint mode,
        out SafeFileHandle file)
    {
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]))
        {
            int fd = LibcAt.openat(directory, p, flags | O_CLOEXEC | O_NOFOLLOW, mode);
            file = new SafeFileHandle(fd, true);
            return fd >= 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Opens a path as if <paramref name="root"/> were the root directory: links and
    /// dots in it cannot leave (man 2 openat2).</summary>
    public static int OpenInRoot(
        SafeFileHandle root, ReadOnlySpan<byte> path, int flags, ulong resolve,
        out SafeFileHandle file)
    {
        OpenHow how = new()
        {
            Flags = (ulong)(uint)(flags | O_CLOEXEC),
            Resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS | resolve,
        };
        fixed (byte* p = Terminate(path, stackalloc byte[StackPath]))
        {
            int errno;
            do
            {
                nint fd = LibcAt.openat2(SYS_openat2, root, p, &how, sizeof(OpenHow));
                file = new SafeFileHandle(fd, true);
                errno = fd >= 0 ? 0 : Marshal.GetLastPInvokeError();
            }
            while (errno is EINTR or EAGAIN);
            return errno;
        }
    }

    /// <summary>Reads what is known of a name.</summary>
    public static int Status(
        SafeFileHandle directory, ReadOnlySpan<byte> name, out StatxStatus status)
    {
        status = default;
        int flags = AT_SYMLINK_NOFOLLOW | (name.IsEmpty ? AT_EMPTY_PATH : 0);
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]))
        fixed (StatxStatus* s = &status)
            return Result(LibcAt.statx(directory, p, flags, StatxBasic, s));
    }

    /// <summary>Reads a symbolic link's target.</summary>
    public static int ReadLink(
        SafeFileHandle directory, ReadOnlySpan<byte> name, out byte[] target)
    {
        byte[] buffer = new byte[4096];
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]), b = buffer)
        {
            nint length = LibcAt.readlinkat(directory, p, b, buffer.Length);
            target = length < 0 ? [] : buffer[..(int)length];
            return length < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
    }

    private const int EAGAIN = 11;
    private const int StackPath = 264;

    private static int Result(nint result) =>
        result >= 0 ? 0 : Marshal.GetLastPInvokeError();

    // A copy with a NUL, on the stack if it is short.
    private static Span<byte> Terminate(ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        if (path.Length >= buffer.Length)
            buffer = new byte[path.Length + 1];
        path.CopyTo(buffer);
        buffer[path.Length] = 0;
        return buffer;
    }
}
