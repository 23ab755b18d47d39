using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>The tree that an archive is extracted into, entry by entry.</summary>
internal sealed class ExtractTarget(
    SafeFileHandle root, List<byte[]> basePath, TarExtractOptions options) : IDisposable
{
    private readonly List<(byte[] Path, UnixTime Time)> _directories = [];
    private byte[]? _lastPath;
    private SafeFileHandle? _last;

    internal void Write(TarReader reader)
    {
        TarEntry entry = reader.Entry;
        List<byte[]> parts = [.. basePath, .. LayerTree.Split(entry.Name)];
        bool isBase = parts.Count == basePath.Count;
        if (isBase)
        {
            if (entry.Kind != TarEntryKind.Directory)
                throw new LayerException(
                    $"the archive's root is a {entry.Kind}, not a directory: refused");
            OpenParents(parts);
            return;
        }
        SafeFileHandle parent = OpenParents(parts[..^1]);
        byte[] name = parts[^1];
        // The target is found before the name gives way: it may be the same one.
        SafeFileHandle? linkParent = null;
        if (entry.Kind == TarEntryKind.HardLink)
            linkParent = OpenLinkParent(entry);
        using (linkParent)
        {
            if (MakeRoom(parent, name, entry))
                Create(parent, name, reader, linkParent);
        }
        if (entry.Kind == TarEntryKind.Directory)
            _directories.Add((JoinPath(parts), options.ModifiedTime ?? entry.ModifiedTime));
    }

    /// <summary>Sets the directories' times, the deepest first.</summary>
    internal void FinishDirectories()
    {
        for (int i = _directories.Count - 1; i >= 0; i--)
        {
            (byte[] path, UnixTime time) = _directories[i];
            int errno = PathAt.OpenInRoot(root, path, PathAt.O_RDONLY | PathAt.O_DIRECTORY,
                PathAt.RESOLVE_NO_SYMLINKS, out SafeFileHandle directory);
            using (directory)
            {
                // A later entry may have put something else there.
                if (errno == 0)
                    PathAt.Check(
                        PathAt.SetTime(directory, time.Seconds, time.Nanoseconds),
                        "futimens", path);
            }
        }
    }

    public void Dispose() => Forget();

    private void Forget()
    {
        _last?.Dispose();
        (_last, _lastPath) = (null, null);
    }

    // Opens a directory of the tree, making what is missing of it.
    private SafeFileHandle OpenParents(List<byte[]> parts)
    {
        byte[] path = JoinPath(parts);
        if (_lastPath is not null && path.AsSpan().SequenceEqual(_lastPath))
            return _last!;
        Forget();
        _last = Open(path, out int errno);
        if (errno == PathAt.ENOENT)
        {
            _last.Dispose();
            for (int i = 1; i <= parts.Count; i++)
                MakeMissing(parts[..i]);
            _last = Open(path, out errno);
        }
        PathAt.Check(errno, "openat2", path);
        _lastPath = path;
        return _last;
    }

    private void MakeMissing(List<byte[]> parts)
    {
        using SafeFileHandle existing = Open(JoinPath(parts), out int errno);
        if (errno != PathAt.ENOENT)
            return;
        byte[] above = JoinPath(parts[..^1]);
        using SafeFileHandle parent = Open(above, out errno);
        PathAt.Check(errno, "openat2", above);
        byte[] name = parts[^1];
        PathAt.Check(PathAt.MakeDirectory(parent, name, 0x1ED), "mkdirat", name);
        (uint uid, uint gid) = options.Owner ?? (0, 0);
        PathAt.Check(PathAt.SetOwner(parent, name, uid, gid), "fchownat", name);
        PathAt.Check(PathAt.SetMode(parent, name, 0x1ED), "fchmodat", name);
    }

    private SafeFileHandle OpenLinkParent(TarEntry entry)
    {
        List<byte[]> target = [.. basePath, .. LayerTree.Split(entry.LinkName)];
        if (target.Count == basePath.Count)
            throw new LayerException($"{entry.NameText}: a hard link to the root: refused");
        byte[] above = JoinPath(target[..^1]);
        SafeFileHandle handle = Open(above, out int errno);
        PathAt.Check(errno, "openat2", above);
        return handle;
    }

    private SafeFileHandle Open(byte[] path, out int errno)
    {
        errno = PathAt.OpenInRoot(
            root, path, PathAt.O_RDONLY | PathAt.O_DIRECTORY, 0, out SafeFileHandle handle);
        return handle;
    }

    // Removes what stands in the way; false if a directory is there already for a directory.
    private bool MakeRoom(SafeFileHandle parent, byte[] name, TarEntry entry)
    {
        int errno = PathAt.Status(parent, name, out StatxStatus status);
        if (errno == PathAt.ENOENT)
            return true;
        PathAt.Check(errno, "statx", name);
        bool wasDirectory = status.Type == StatxStatus.Directory;
        bool isDirectory = entry.Kind == TarEntryKind.Directory;
        if (wasDirectory && isDirectory)
        {
            SetAttributes(parent, name, entry);
            return false;
        }
        if (options.NoOverwriteDirectory && wasDirectory != isDirectory)
            throw new IOException(wasDirectory
                ? $"cannot overwrite directory {entry.NameText} with a file"
                : $"cannot overwrite file {entry.NameText} with a directory");
        PathAt.Check(PathAt.RemoveTree(parent, name), "unlinkat", name);
        // The directory opened last may have been reached through what is gone.
        _lastPath = null;
        return true;
    }

    private void Create(
        SafeFileHandle parent, byte[] name, TarReader reader, SafeFileHandle? linkParent)
    {
        TarEntry entry = reader.Entry;
        switch (entry.Kind)
        {
            case TarEntryKind.File:
                CreateFile(parent, name, reader);
                break;
            case TarEntryKind.Directory:
                PathAt.Check(PathAt.MakeDirectory(parent, name, 0x1C0), "mkdirat", name);
                break;
            case TarEntryKind.HardLink:
                byte[] target = LayerTree.Split(entry.LinkName)[^1];
                PathAt.Check(
                    PathAt.MakeHardLink(linkParent!, target, parent, name), "linkat", name);
                return;
            case TarEntryKind.SymbolicLink:
                PathAt.Check(
                    PathAt.MakeSymbolicLink(entry.LinkName, parent, name), "symlinkat", name);
                break;
            default:
                uint type = entry.Kind switch
                {
                    TarEntryKind.CharacterDevice => StatxStatus.CharacterDevice,
                    TarEntryKind.BlockDevice => StatxStatus.BlockDevice,
                    _ => StatxStatus.Fifo,
                };
                PathAt.Check(PathAt.MakeNode(parent, name, type | entry.Mode,
                    entry.DeviceMajor, entry.DeviceMinor), "mknodat", name);
                break;
        }
        SetAttributes(parent, name, entry);
    }

    private static void CreateFile(SafeFileHandle parent, byte[] name, TarReader reader)
    {
        const int Flags = PathAt.O_WRONLY | PathAt.O_CREAT | PathAt.O_EXCL;
        int errno = PathAt.Open(parent, name, Flags, 0x180, out SafeFileHandle file);
        using (file)
        {
            PathAt.Check(errno, "openat", name);
            while (reader.ReadChunk(out long offset) is { IsEmpty: false } chunk)
                RandomAccess.Write(file, chunk, offset);
            if (reader.Entry.IsSparse)
                RandomAccess.SetLength(file, reader.Entry.Size);
        }
    }

    // chown before xattrs and mode: it clears capabilities and set-id bits.
    private void SetAttributes(SafeFileHandle parent, byte[] name, TarEntry entry)
    {
        (uint uid, uint gid) = options.Owner ?? (entry.Uid, entry.Gid);
        PathAt.Check(PathAt.SetOwner(parent, name, uid, gid), "fchownat", name);
        foreach (Xattr xattr in entry.Xattrs)
        {
            if (Whiteout.IsIgnoredXattr(xattr.Name))
                continue;
            int errno = PathAt.SetXattr(parent, name, xattr.Name, xattr.Value);
            if (errno is not (PathAt.ENOTSUP or PathAt.EPERM))
                PathAt.Check(errno, "setxattr", name);
        }
        if (entry.Kind != TarEntryKind.SymbolicLink)
            PathAt.Check(
                PathAt.SetMode(parent, name, options.Mode ?? entry.Mode), "fchmodat", name);
        UnixTime time = options.ModifiedTime ?? entry.ModifiedTime;
        PathAt.Check(
            PathAt.SetTime(parent, name, time.Seconds, time.Nanoseconds), "utimensat", name);
    }

    private static byte[] JoinPath(List<byte[]> parts)
    {
        if (parts.Count == 0)
            return "."u8.ToArray();
        List<byte> path = [];
        foreach (byte[] part in parts)
            path.AddRange([.. part, (byte)'/']);
        return [.. path[..^1]];
    }
}
