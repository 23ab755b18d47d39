using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <content>Calls that change a tree.</content>
public static unsafe partial class PathAt
{
    /// <summary>Makes a directory.</summary>
    public static int MakeDirectory(SafeFileHandle directory, ReadOnlySpan<byte> name, uint mode)
    {
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]))
            return Result(LibcAt.mkdirat(directory, p, mode));
    }

    /// <summary>Makes a device, fifo or (0:0) whiteout; the mode has the type bits.</summary>
    public static int MakeNode(
        SafeFileHandle directory, ReadOnlySpan<byte> name, uint mode, uint major, uint minor)
    {
        ulong device = (minor & 0xFF) | ((ulong)(major & 0xFFF) << 8)
            | ((ulong)(minor & ~0xFFu) << 12) | ((ulong)(major & ~0xFFFu) << 32);
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]))
            return Result(LibcAt.mknodat(directory, p, mode, device));
    }

    /// <summary>Makes a symbolic link.</summary>
    public static int MakeSymbolicLink(
        ReadOnlySpan<byte> target, SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        fixed (byte* t = Terminate(target, stackalloc byte[StackPath]),
            p = Terminate(name, stackalloc byte[StackPath]))
            return Result(LibcAt.symlinkat(t, directory, p));
    }

    /// <summary>Makes another name of a file, or of a symbolic link itself.</summary>
    public static int MakeHardLink(
        SafeFileHandle oldDirectory, ReadOnlySpan<byte> oldName,
        SafeFileHandle newDirectory, ReadOnlySpan<byte> newName)
    {
        fixed (byte* o = Terminate(oldName, stackalloc byte[StackPath]),
            n = Terminate(newName, stackalloc byte[StackPath]))
            return Result(LibcAt.linkat(oldDirectory, o, newDirectory, n, 0));
    }

    /// <summary>Removes a name that is no directory.</summary>
    public static int Unlink(SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]))
            return Result(LibcAt.unlinkat(directory, p, 0));
    }

    /// <summary>Removes an empty directory.</summary>
    public static int RemoveDirectory(SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]))
            return Result(LibcAt.unlinkat(directory, p, AT_REMOVEDIR));
    }

    /// <summary>Removes whatever a name is, with all below it.</summary>
    public static int RemoveTree(SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        int errno = Unlink(directory, name);
        if (errno is not (EISDIR or EPERM))
            return errno;
        errno = Open(directory, name, O_RDONLY | O_DIRECTORY, 0, out SafeFileHandle child);
        using (child)
        {
            if (errno != 0)
                return errno;
            foreach (byte[] entry in ReadNames(child))
            {
                errno = RemoveTree(child, entry);
                // Of two who remove the same tree, neither stops at what the other took.
                if (errno is not (0 or ENOENT))
                    return errno;
            }
        }
        return RemoveDirectory(directory, name);
    }

    /// <summary>Removes a directory with all below it, also what lies deeper than a path can name;
    /// nothing if there is none.</summary>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public static void RemoveTree(string path)
    {
        byte[] name = Encoding.UTF8.GetBytes(Path.GetFileName(path));
        try
        {
            using SafeFileHandle parent = OpenDirectory(Path.GetDirectoryName(path)!);
            Check(RemoveTree(parent, name), "unlinkat", Encoding.UTF8.GetBytes(path));
        }
        catch (LinuxException e) when (e.Errno == Errno.ENOENT)
        {
            // Somebody else was quicker.
        }
    }

    /// <summary>Changes the owner of an open file.</summary>
    public static int SetOwner(SafeFileHandle file, uint uid, uint gid) =>
        Result(LibcAt.fchown(file, uid, gid));

    /// <summary>Changes the owner of a name.</summary>
    public static int SetOwner(
        SafeFileHandle directory, ReadOnlySpan<byte> name, uint uid, uint gid)
    {
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]))
            return Result(LibcAt.fchownat(directory, p, uid, gid, AT_SYMLINK_NOFOLLOW));
    }

    /// <summary>Changes the permissions of an open file.</summary>
    public static int SetMode(SafeFileHandle file, uint mode) =>
        Result(LibcAt.fchmod(file, mode));

    /// <summary>Changes the permissions of a name that the caller knows to be no link.</summary>
    public static int SetMode(SafeFileHandle directory, ReadOnlySpan<byte> name, uint mode)
    {
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]))
            return Result(LibcAt.fchmodat(directory, p, mode, 0));
    }

    /// <summary>Sets the modification time of an open file, and the access time to the same.
    /// </summary>
    public static int SetTime(SafeFileHandle file, long seconds, long nanoseconds)
    {
        KernelTime* times = stackalloc KernelTime[2];
        times[0] = times[1] = new() { Seconds = seconds, Nanoseconds = nanoseconds };
        return Result(LibcAt.futimens(file, times));
    }

    /// <summary>Sets the times of a name.</summary>
    public static int SetTime(
        SafeFileHandle directory, ReadOnlySpan<byte> name, long seconds, long nanoseconds)
    {
        KernelTime* times = stackalloc KernelTime[2];
        times[0] = times[1] = new() { Seconds = seconds, Nanoseconds = nanoseconds };
        fixed (byte* p = Terminate(name, stackalloc byte[StackPath]))
            return Result(LibcAt.utimensat(directory, p, times, AT_SYMLINK_NOFOLLOW));
    }

    /// <summary>Flushes a whole file system (man 2 syncfs).</summary>
    public static int SyncFileSystem(SafeFileHandle anyFile) => Result(LibcAt.syncfs(anyFile));
}
