using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <content>The calls and structures that reading a tree needs.</content>
public sealed partial class RootedTree
{
    private const int O_RDONLY = 0, O_NONBLOCK = 0x800, O_CLOEXEC = 0x80000, O_PATH = 0x200000;

    private const int AT_SYMLINK_NOFOLLOW = 0x100, AT_EMPTY_PATH = 0x1000;
    private const uint STATX_BASIC_STATS = 0x7ff;
    private const ulong RESOLVE_IN_ROOT = 0x10;
    private const nint SYS_openat2 = 437;
    private const int ENOENT = 2, EINTR = 4, EAGAIN = 11, ENOTDIR = 20, ENODATA = 61;
    private const int EOPNOTSUPP = 95;
    private const int PathBytesMax = 4096;
    private const int XattrBytesMax = 4096;
    private const long NanosecondsPerSecond = 1_000_000_000;

    // These two differ between processors: include/uapi/asm-generic/fcntl.h and arch/arm64.
    private static readonly bool IsArm =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    private static readonly int O_DIRECTORY = IsArm ? 0x4000 : 0x10000;
    private static readonly int O_NOFOLLOW = IsArm ? 0x8000 : 0x20000;

    // man 2 open
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags, uint mode);

    // man 2 openat2
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial SafeFileHandle openat2(
        nint number, SafeFileHandle directory, byte* path, OpenHow* how, nuint size);

    // man 2 statx
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statx(
        SafeFileHandle directory, string path, int flags, uint mask, Statx* status);

    // man 2 getdents64
    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint getdents64(
        SafeFileHandle directory, byte* buffer, nuint size);

    // man 2 readlinkat
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint readlinkat(
        SafeFileHandle directory, string path, byte* buffer, nuint size);

    // man 2 fgetxattr
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint fgetxattr(
        SafeFileHandle file, string name, byte* value, nuint size);

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        internal ulong Flags;
        internal ulong Mode;
        internal ulong Resolve;
    }

    // struct statx, 256 bytes: only what is read here has a name.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(16)]
        internal uint Links;

        [FieldOffset(20)]
        internal uint Uid;

        [FieldOffset(24)]
        internal uint Gid;

        [FieldOffset(28)]
        internal ushort Mode;

        [FieldOffset(32)]
        internal ulong Inode;

        [FieldOffset(40)]
        internal ulong Size;

        [FieldOffset(96)]
        internal long ChangedSeconds;

        [FieldOffset(104)]
        internal uint ChangedNanoseconds;

        [FieldOffset(112)]
        internal long ModifiedSeconds;

        [FieldOffset(120)]
        internal uint ModifiedNanoseconds;

        [FieldOffset(128)]
        internal uint RdevMajor;

        [FieldOffset(132)]
        internal uint RdevMinor;
    }
}
