using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <content>What can only be known with the layers below at hand.</content>
internal sealed partial class LayerUnpacker
{
    /// <summary>True if lower layers must be asked about more than their root.</summary>
    internal bool NeedsLower => _lowerLinks.Count > 0 || HasImplied(Root);

    /// <summary>Completes the tree and hands it to the sink.</summary>
    /// <param name="lower">The merged layers below, or only the one below if
    /// <see cref="NeedsLower"/> is false; null for a base layer.</param>
    internal void Finish(SafeFileHandle? lower)
    {
        if (lower is null && _lowerLinks.Count > 0)
            throw MissingTarget(_lowerLinks[0].Name);
        if (lower is not null)
        {
            foreach ((LayerNode parent, byte[] name, List<byte[]> target) in _lowerLinks)
            {
                if (IsAttached(parent))
                    CopyUp(lower, parent, name, target);
            }
            if (Root.IsImplied)
                TakeLowerAttributes(lower, Root, []);
            TakeImplied(lower, Root);
        }
        Prune(Root, isBase: lower is null, hidesLower: lower is null || Root.IsOpaque);
        _sink.Finish(Root);
    }

    // A later entry may have taken the directory's place.
    private static bool IsAttached(LayerNode node) =>
        node.Parent is null || (node.Parent.Find(node.Name) == node && IsAttached(node.Parent));

    private static bool HasImplied(LayerNode directory)
    {
        foreach (LayerNode child in directory.Children?.Values ?? Enumerable.Empty<LayerNode>())
        {
            if (child.Kind == LayerNodeKind.Directory && (child.IsImplied || HasImplied(child)))
                return true;
        }
        return false;
    }

    private static void TakeImplied(SafeFileHandle lower, LayerNode directory)
    {
        foreach (LayerNode child in directory.Children?.Values ?? Enumerable.Empty<LayerNode>())
        {
            if (child.Kind != LayerNodeKind.Directory)
                continue;
            if (child.IsImplied && !child.IsOpaque)
                TakeLowerAttributes(lower, child, child.PathBytes()[1..]);
            // Below an opaque directory there is nothing to take from.
            if (!child.IsOpaque)
                TakeImplied(lower, child);
        }
    }

    private static void TakeLowerAttributes(SafeFileHandle lower, LayerNode node, byte[] path)
    {
        int errno = PathAt.OpenInRoot(
            lower, path.Length == 0 ? "."u8 : path, PathAt.O_RDONLY | PathAt.O_DIRECTORY,
            PathAt.RESOLVE_NO_SYMLINKS, out SafeFileHandle directory);
        using (directory)
        {
            if (errno is PathAt.ENOENT or PathAt.ENOTDIR or PathAt.ELOOP)
                return;
            PathAt.Check(errno, "openat2", path);
            PathAt.Check(PathAt.Status(directory, default, out StatxStatus s), "statx", path);
            TakeStatus(node.Inode, s);
            node.Inode.Xattrs = XattrReader.Read(directory, default);
        }
    }

    private static void TakeStatus(LayerInode inode, in StatxStatus status)
    {
        (inode.Mode, inode.Uid, inode.Gid) = (status.Permissions, status.Uid, status.Gid);
        inode.ModifiedTime =
            new UnixTime(status.ModifiedSeconds, (int)status.ModifiedNanoseconds);
    }

    // A hard link to a file that only a lower layer has: the file is copied up.
    private void CopyUp(
        SafeFileHandle lower, LayerNode parent, byte[] name, List<byte[]> target)
    {
        byte[] above = target.Count == 1 ? "."u8.ToArray() : JoinPath(target[..^1]);
        byte[] last = target[^1];
        int errno = PathAt.OpenInRoot(
            lower, above, PathAt.O_RDONLY | PathAt.O_DIRECTORY, 0,
            out SafeFileHandle directory);
        using (directory)
        {
            if (errno != 0)
                throw MissingTarget(last);
            errno = PathAt.Status(directory, last, out StatxStatus status);
            if (errno == PathAt.ENOENT)
                throw MissingTarget(last);
            PathAt.Check(errno, "statx", last);
            if (status.Type != StatxStatus.Regular)
                throw MissingTarget(last);
            LayerInode inode = new() { Kind = LayerNodeKind.File, Size = (long)status.Size };
            TakeStatus(inode, status);
            inode.Xattrs = XattrReader.Read(directory, last);
            LayerNode node = _tree.Add(parent, name, inode);
            CopyContents(directory, last, node);
            SizeBytes += inode.Size;
        }
    }

    private void CopyContents(SafeFileHandle directory, byte[] name, LayerNode node)
    {
        int errno = PathAt.Open(
            directory, name, PathAt.O_RDONLY, 0, out SafeFileHandle file);
        using (file)
        {
            PathAt.Check(errno, "openat", name);
            _sink.BeginFile(node);
            byte[] buffer = new byte[256 << 10];
            for (long at = 0; RandomAccess.Read(file, buffer, at) is > 0 and int read; at += read)
                _sink.WriteFile(node, at, buffer.AsSpan(0, read));
            _sink.EndFile(node);
        }
    }

    // Whiteouts that hide nothing would be seen as devices in a listing of the directory.
    private void Prune(LayerNode directory, bool isBase, bool hidesLower)
    {
        if (isBase)
            directory.IsOpaque = false;
        if (directory.Children is null)
            return;
        foreach (LayerNode child in (LayerNode[])[.. directory.Children.Values])
        {
            bool isUseless = child.Kind == LayerNodeKind.Whiteout && hidesLower;
            if (isUseless || child.IsHidden)
                _tree.Remove(child);
            else if (child.Kind == LayerNodeKind.Directory)
                Prune(child, isBase, hidesLower || child.IsOpaque);
        }
    }

    private static byte[] JoinPath(List<byte[]> parts)
    {
        List<byte> path = [];
        foreach (byte[] part in parts)
        {
            path.AddRange(part);
            path.Add((byte)'/');
        }
        return [.. path[..^1]];
    }

    private static LayerException MissingTarget(byte[] name) =>
        new($"{System.Text.Encoding.UTF8.GetString(name)}: a hard link to a file that is not in "
            + "the image: the archive is refused");
}
