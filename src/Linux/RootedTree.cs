using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// A directory tree read from outside, such as a build context or an image's root. The kernel
/// resolves every path inside it (man 2 openat2, RESOLVE_IN_ROOT): neither <c>..</c> nor a
/// symbolic link leaves it, whatever changes in the meantime.
/// </summary>
public sealed partial class RootedTree : IDisposable
{
    private const int DirectoryBufferBytes = 32 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly bool _owns;

    /// <summary>Reads below a directory handle.</summary>
    /// <param name="root">The directory.</param>
    /// <param name="owns">Whether disposing this closes the handle.</param>
    public RootedTree(SafeFileHandle root, bool owns)
    {
        Root = root;
        _owns = owns;
    }

    /// <summary>The handle of the directory.</summary>
    public SafeFileHandle Root { get; }

    /// <summary>Opens a directory of the host as a tree.</summary>
    /// <exception cref="LinuxException">It is not there, or is none.</exception>
    public static RootedTree Open(string path) =>
        new(Check(open(path, O_PATH | O_DIRECTORY | O_CLOEXEC, 0), "open", path), owns: true);

    /// <summary>The status of what a path names; false when nothing is there.</summary>
    /// <param name="path">Relative to the root; a leading slash means the root too.</param>
    /// <param name="follow">Whether a symbolic link at the end is followed.</param>
    /// <param name="status">The status.</param>
    /// <exception cref="LinuxException">The kernel refused for another reason.</exception>
    public bool TryStat(string path, bool follow, out FileStatus status)
    {
        status = default;
        using SafeFileHandle? file = TryOpen(path, O_PATH | (follow ? 0 : O_NOFOLLOW));
        if (file is null)
        {
            return false;
        }

        status = StatAt(file, "", path);
        return true;
    }

    /// <summary>The target of a symbolic link.</summary>
    public unsafe string ReadLink(string path)
    {
        using SafeFileHandle link = Open(path, O_PATH | O_NOFOLLOW);
        Span<byte> target = stackalloc byte[PathBytesMax];
        fixed (byte* buffer = target)
        {
            nint length = readlinkat(link, "", buffer, (nuint)target.Length);
            return length >= 0
                ? Text(target[..(int)length], path)
                : throw Failed("readlink", path);
        }
    }

    /// <summary>Opens a regular file for reading. The caller owns the handle.</summary>
    public SafeFileHandle OpenRead(string path) => Open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);

    /// <summary>
    /// The names in a directory with their status, in byte order of the names; links are not
    /// followed. One call to the kernel a name.
    /// </summary>
    public unsafe List<(string Name, FileStatus Status)> List(string path)
    {
        using SafeFileHandle directory = Open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
        List<(string Name, FileStatus Status)> result = [];
        byte[] block = new byte[DirectoryBufferBytes];
        fixed (byte* buffer = block)
        {
            nint length;
            while ((length = getdents64(directory, buffer, (nuint)block.Length)) > 0)
            {
                for (int offset = 0; offset < length;)
                {
                    // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name.
                    ushort record = BitConverter.ToUInt16(block, offset + 16);
                    ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(
                        buffer + offset + 19);
                    if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                    {
                        string text = Text(name, path);
                        result.Add((text, StatAt(directory, text, $"{path}/{text}")));
                    }

                    offset += record;
                }
            }

            if (length < 0)
            {
                throw Failed("getdents64", path);
            }
        }

        result.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return result;
    }

    /// <summary>One extended attribute of a file or directory; null when it has none so named.
    /// </summary>
    public byte[]? GetXattr(string path, string name)
    {
        using SafeFileHandle file = OpenRead(path);
        return GetXattr(file, name);
    }

    /// <summary>The same of a file that is open.</summary>
    public unsafe byte[]? GetXattr(SafeFileHandle file, string name)
    {
        Span<byte> value = stackalloc byte[XattrBytesMax];
        fixed (byte* buffer = value)
        {
            nint length = fgetxattr(file, name, buffer, (nuint)value.Length);
            if (length >= 0)
            {
                return value[..(int)length].ToArray();
            }
        }

        return Marshal.GetLastPInvokeError() is ENODATA or EOPNOTSUPP
            ? null
            : throw Failed("fgetxattr", name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_owns)
        {
            Root.Dispose();
        }
    }

    private SafeFileHandle Open(string path, int flags) =>
        TryOpen(path, flags) ?? throw Failed("openat2", path);

    /// <summary>Null when nothing is there: errno is then ENOENT or ENOTDIR.</summary>
    private unsafe SafeFileHandle? TryOpen(string path, int flags)
    {
        OpenHow how = new() { Flags = (ulong)(uint)(flags | O_CLOEXEC), Resolve = RESOLVE_IN_ROOT };
        byte[] name = Encoding.UTF8.GetBytes(path.Length == 0 ? ".\0" : path + '\0');
        fixed (byte* pointer = name)
        {
            while (true)
            {
                SafeFileHandle file = openat2(
                    SYS_openat2, Root, pointer, &how, (nuint)sizeof(OpenHow));
                if (!file.IsInvalid)
                {
                    return file;
                }

                int errno = Marshal.GetLastPInvokeError();
                file.Dispose();
                Marshal.SetLastPInvokeError(errno);
                // EAGAIN: a rename elsewhere raced with ".."; the kernel asks to try again.
                if (errno is not (EINTR or EAGAIN))
                {
                    return errno is ENOENT or ENOTDIR ? null : throw Failed("openat2", path);
                }
            }
        }
    }

    private static unsafe FileStatus StatAt(SafeFileHandle directory, string name, string path)
    {
        Statx s;
        int flags = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH;
        if (statx(directory, name, flags, STATX_BASIC_STATS, &s) < 0)
        {
            throw Failed("statx", path);
        }

        return new FileStatus(
            s.Mode, s.Uid, s.Gid, (long)s.Size,
            (s.ModifiedSeconds * NanosecondsPerSecond) + s.ModifiedNanoseconds,
            (s.ChangedSeconds * NanosecondsPerSecond) + s.ChangedNanoseconds,
            s.Inode, s.Links, s.RdevMajor, s.RdevMinor);
    }

    private static string Text(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new IOException($"{path}: a name in it is not UTF-8", error);
        }
    }

    private static SafeFileHandle Check(SafeFileHandle handle, string call, string path) =>
        handle.IsInvalid ? throw Failed(call, path) : handle;

    private static LinuxException Failed(string call, string path) =>
        new(call, path, (Errno)Marshal.GetLastPInvokeError());
}
