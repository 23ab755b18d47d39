using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>Raw calls relative to a directory handle, named as in the man pages; paths are
/// NUL-terminated bytes.</summary>
internal static unsafe partial class LibcAt
{
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int openat(SafeFileHandle dirfd, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    internal static partial int openat_cwd(int dirfd, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint openat2(
        nint number, SafeFileHandle dirfd, byte* path, OpenHow* how, nint size);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int mkdirat(SafeFileHandle dirfd, byte* path, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int mknodat(
        SafeFileHandle dirfd, byte* path, uint mode, ulong device);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int symlinkat(byte* target, SafeFileHandle dirfd, byte* path);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int linkat(
        SafeFileHandle olddirfd, byte* oldpath, SafeFileHandle newdirfd, byte* newpath,
        int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int unlinkat(SafeFileHandle dirfd, byte* path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fchown(SafeFileHandle fd, uint uid, uint gid);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fchownat(
        SafeFileHandle dirfd, byte* path, uint uid, uint gid, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fchmod(SafeFileHandle fd, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fchmodat(SafeFileHandle dirfd, byte* path, uint mode, int flags);

    // man 2 utimensat; a null path means the handle itself (futimens).
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int utimensat(
        SafeFileHandle dirfd, byte* path, KernelTime* times, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int futimens(SafeFileHandle fd, KernelTime* times);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int statx(
        SafeFileHandle dirfd, byte* path, int flags, uint mask, StatxStatus* status);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint readlinkat(
        SafeFileHandle dirfd, byte* path, byte* buffer, nint size);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fsetxattr(
        SafeFileHandle fd, byte* name, byte* value, nint size, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int lsetxattr(
        byte* path, byte* name, byte* value, nint size, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint llistxattr(byte* path, byte* list, nint size);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint lgetxattr(byte* path, byte* name, byte* value, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint getdents64(
        nint number, SafeFileHandle fd, byte* buffer, nint size);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int syncfs(SafeFileHandle fd);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint fsopen(nint number, byte* name, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint fsconfig(
        nint number, SafeFileHandle context, uint command, byte* key, byte* value, nint aux);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint fsmount(
        nint number, SafeFileHandle context, uint flags, uint attributes);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint read(SafeFileHandle fd, byte* buffer, nint size);
}
