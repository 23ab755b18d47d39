using MiniDocker.Linux;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// Copies a directory tree with raw system calls and stack memory only: what tmpcopyup does with
/// the directory that a tmpfs is about to cover. Runs in the child, relative to handles.
/// </summary>
internal static unsafe class TreeCopy
{
    private const int DepthMax = 64;
    private const int BufferBytes = 8 * 1024;
    private const int ModeOffset = 24;

    /// <summary>Copies what is in one directory into another; 0 or -errno.</summary>
    internal static long Run(int source, int target) => CopyDirectory(source, target, 0);

    private static long CopyDirectory(int source, int target, int depth)
    {
        if (depth == DepthMax)
            return -ELOOP;
        byte dot = (byte)'.';
        byte* here = stackalloc byte[] { dot, 0 };
        long list = Open(source, here, O_RDONLY | O_DIRECTORY);
        if (list < 0)
            return list;
        byte* entries = stackalloc byte[BufferBytes];
        long error = 0;
        while (error == 0)
        {
            long filled = Call(Syscall.getdents64, (ulong)list, (ulong)entries, BufferBytes);
            if (filled <= 0)
            {
                error = filled;
                break;
            }
            // struct linux_dirent64: u64 inode, s64 offset, u16 length, u8 type, name.
            for (long at = 0; at < filled && error == 0; at += *(ushort*)(entries + at + 16))
            {
                byte* name = entries + at + 19;
                bool isDot = name[0] == dot && (name[1] == 0 || (name[1] == dot && name[2] == 0));
                if (!isDot)
                    error = CopyEntry(source, target, name, depth);
            }
        }
        Call(Syscall.close, (ulong)list);
        return error;
    }

    private static long CopyEntry(int source, int target, byte* name, int depth)
    {
        // struct stat of x86-64; arm64 keeps the mode at 16 and the owner at 24.
        uint* stat = stackalloc uint[40];
        long error = Call(Syscall.newfstatat, (ulong)source, (ulong)name, (ulong)stat,
            AT_SYMLINK_NOFOLLOW);
        if (error < 0)
            return error;
        bool isArm64 = O_DIRECTORY == 0x4000;
        uint mode = stat[isArm64 ? 4 : ModeOffset / 4];
        uint uid = stat[isArm64 ? 6 : 7], gid = stat[isArm64 ? 7 : 8];
        ulong device = *(ulong*)(stat + (isArm64 ? 8 : 10));
        error = (mode & S_IFMT) switch
        {
            0x4000 => CopySubdirectory(source, target, name, depth),
            0xA000 => CopyLink(source, target, name),
            S_IFREG => CopyFile(source, target, name),
            _ => Call(Syscall.mknodat, (ulong)target, (ulong)name, mode, device),
        };
        if (error < 0)
            return error;
        error = Call(Syscall.fchownat, (ulong)target, (ulong)name, uid, gid, AT_SYMLINK_NOFOLLOW);
        if (error < 0 || (mode & S_IFMT) == 0xA000)
            return error;
        return Call(Syscall.fchmodat, (ulong)target, (ulong)name, mode & 0xFFF);
    }

    private static long CopySubdirectory(int source, int target, byte* name, int depth)
    {
        long error = Call(Syscall.mkdirat, (ulong)target, (ulong)name, 0x1C0);
        if (error < 0)
            return error;
        long from = Open(source, name, O_PATH | O_DIRECTORY | O_NOFOLLOW);
        if (from < 0)
            return from;
        long to = Open(target, name, O_PATH | O_DIRECTORY | O_NOFOLLOW);
        error = to < 0 ? to : CopyDirectory((int)from, (int)to, depth + 1);
        Call(Syscall.close, (ulong)from);
        if (to >= 0)
            Call(Syscall.close, (ulong)to);
        return error;
    }

    private static long CopyLink(int source, int target, byte* name)
    {
        byte* text = stackalloc byte[4096];
        long length = Call(Syscall.readlinkat, (ulong)source, (ulong)name, (ulong)text, 4095);
        if (length < 0)
            return length;
        text[length] = 0;
        return Call(Syscall.symlinkat, (ulong)text, (ulong)target, (ulong)name);
    }

    private static long CopyFile(int source, int target, byte* name)
    {
        long from = Open(source, name, O_RDONLY | O_NOFOLLOW);
        if (from < 0)
            return from;
        long to = Open(target, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
        long error = to;
        byte* buffer = stackalloc byte[BufferBytes];
        while (error >= 0)
        {
            long count = Call(Syscall.read, (ulong)from, (ulong)buffer, BufferBytes);
            if (count <= 0)
            {
                error = count;
                break;
            }
            for (long at = 0; at < count && error >= 0; at += error)
                error = Call(Syscall.write, (ulong)to, (ulong)(buffer + at), (ulong)(count - at));
        }
        Call(Syscall.close, (ulong)from);
        if (to >= 0)
            Call(Syscall.close, (ulong)to);
        return error;
    }

    private static long Open(int directory, byte* name, uint flags) =>
        Call(Syscall.openat, (ulong)directory, (ulong)name, flags | O_CLOEXEC, 0x180);

    private static long Call(
        Syscall call, ulong a, ulong b = 0, ulong c = 0, ulong d = 0, ulong e = 0) =>
        RawSyscall.Invoke(SyscallNumbers.Of(call), a, b, c, d, e);
}
