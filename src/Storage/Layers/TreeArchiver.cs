using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// Writes what is below a directory handle into a tar, in byte order of names. With
/// <paramref name="isUpper"/> the tree is overlayfs's upper directory and its marks become OCI
/// whiteouts.
/// </summary>
internal sealed class TreeArchiver(
    TarWriter writer, bool isUpper, UnixTime? clampTime, CancellationToken cancel)
{
    private readonly TarEntry _entry = new();
    private readonly Dictionary<(uint, uint, ulong), byte[]> _links = [];
    private readonly byte[] _buffer = new byte[256 << 10];

    /// <summary>Writes all names in a directory; their paths start with a prefix.</summary>
    internal void WriteContents(SafeFileHandle directory, byte[] prefix)
    {
        if (isUpper && IsOpaque(directory))
            WriteWhiteout([.. prefix, .. Whiteout.OpaqueName]);
        foreach (byte[] name in PathAt.ReadNames(directory))
        {
            cancel.ThrowIfCancellationRequested();
            WriteName(directory, name, [.. prefix, .. name]);
        }
    }

    /// <summary>Writes one name under any path, and what is below it. A name that is gone since
    /// it was listed is left out.</summary>
    internal void WriteName(SafeFileHandle directory, byte[] name, byte[] path)
    {
        int errno = PathAt.Status(directory, name, out StatxStatus status);
        if (errno == PathAt.ENOENT || status.Type == StatxStatus.Socket)
            return;
        PathAt.Check(errno, "statx", path);
        if (isUpper && status.IsWhiteout)
        {
            int slash = path.AsSpan().LastIndexOf((byte)'/') + 1;
            WriteWhiteout([.. path[..slash], .. Whiteout.Prefix, .. path[slash..]]);
            return;
        }
        Describe(status, path);
        foreach (Xattr xattr in XattrReader.Read(directory, name))
            _entry.SetXattr(xattr);
        switch (status.Type)
        {
            case StatxStatus.Directory:
                WriteDirectory(directory, name, path);
                break;
            case StatxStatus.Regular:
                WriteFile(directory, name, path, status);
                break;
            case StatxStatus.SymbolicLink:
                errno = PathAt.ReadLink(directory, name, out byte[] target);
                PathAt.Check(errno, "readlinkat", path);
                _entry.SetLinkName(target);
                WriteOrLink(status, path);
                break;
            default:
                WriteOrLink(status, path);
                break;
        }
    }

    private void Describe(in StatxStatus status, byte[] path)
    {
        _entry.Clear();
        _entry.SetName(path);
        _entry.Kind = status.Type switch
        {
            StatxStatus.Directory => TarEntryKind.Directory,
            StatxStatus.SymbolicLink => TarEntryKind.SymbolicLink,
            StatxStatus.CharacterDevice => TarEntryKind.CharacterDevice,
            StatxStatus.BlockDevice => TarEntryKind.BlockDevice,
            StatxStatus.Fifo => TarEntryKind.Fifo,
            _ => TarEntryKind.File,
        };
        (_entry.Mode, _entry.Uid, _entry.Gid) = (status.Permissions, status.Uid, status.Gid);
        (_entry.DeviceMajor, _entry.DeviceMinor) = (status.RdevMajor, status.RdevMinor);
        UnixTime time = new(status.ModifiedSeconds, (int)status.ModifiedNanoseconds);
        _entry.ModifiedTime =
            clampTime is UnixTime max && time.Seconds >= max.Seconds ? max : time;
    }

    private void WriteDirectory(SafeFileHandle directory, byte[] name, byte[] path)
    {
        writer.WriteHeader(_entry);
        int errno = PathAt.Open(
            directory, name, PathAt.O_RDONLY | PathAt.O_DIRECTORY, 0, out SafeFileHandle child);
        using (child)
        {
            PathAt.Check(errno, "openat", path);
            WriteContents(child, [.. path, (byte)'/']);
        }
    }

    private void WriteFile(
        SafeFileHandle directory, byte[] name, byte[] path, in StatxStatus status)
    {
        int errno = PathAt.Open(
            directory, name, PathAt.O_RDONLY, 0, out SafeFileHandle file);
        using (file)
        {
            PathAt.Check(errno, "openat", path);
            _entry.Size = (long)status.Size;
            if (!WriteOrLink(status, path))
                return;
            // The file may grow or shrink meanwhile; the header has decided.
            long left = _entry.Size;
            for (long at = 0; left > 0;)
            {
                Span<byte> chunk = _buffer.AsSpan(0, (int)Math.Min(left, _buffer.Length));
                int read = RandomAccess.Read(file, chunk, at);
                if (read == 0)
                    chunk.Clear();
                chunk = read == 0 ? chunk : chunk[..read];
                writer.Write(chunk);
                at += chunk.Length;
                left -= chunk.Length;
            }
        }
    }

    // True if this is the first name of the file, so that its contents are still to come.
    private bool WriteOrLink(in StatxStatus status, byte[] path)
    {
        if (status.LinkCount > 1)
        {
            var key = (status.DevMajor, status.DevMinor, status.Inode);
            if (_links.TryGetValue(key, out byte[]? first))
            {
                _entry.Kind = TarEntryKind.HardLink;
                _entry.SetLinkName(first);
                _entry.Size = 0;
                _entry.ClearXattrs();
                writer.WriteHeader(_entry);
                return false;
            }
            _links.Add(key, path);
        }
        writer.WriteHeader(_entry);
        return true;
    }

    private void WriteWhiteout(byte[] path)
    {
        _entry.Clear();
        _entry.SetName(path);
        writer.WriteHeader(_entry);
    }

    private static bool IsOpaque(SafeFileHandle directory) =>
        PathAt.GetXattr(directory, default, Whiteout.OpaqueXattr, out byte[] value) == 0
        && Whiteout.IsOpaqueValue(value);
}
