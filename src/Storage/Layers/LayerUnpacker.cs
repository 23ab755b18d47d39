using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// Reads a layer's tar into a tree and a sink. The rules, each with a test: image-spec layer.md,
/// and where that is silent what Docker does.
/// </summary>
internal sealed partial class LayerUnpacker
{
    private readonly ILayerSink _sink;
    private readonly LayerTree _tree;
    private readonly List<(LayerNode Parent, byte[] Name, List<byte[]> Target)> _lowerLinks = [];

    internal LayerUnpacker(ILayerSink sink)
    {
        _sink = sink;
        _tree = new LayerTree(sink);
    }

    internal LayerNode Root => _tree.Root;

    internal int Count => _tree.Count;

    /// <summary>Bytes of all files.</summary>
    internal long SizeBytes { get; private set; }

    /// <summary>Reads a whole archive.</summary>
    internal void ReadAll(Stream tar, CancellationToken cancel)
    {
        using TarReader reader = new(tar);
        while (reader.ReadNext())
        {
            cancel.ThrowIfCancellationRequested();
            Apply(reader);
        }
        reader.Drain();
    }

    private void Apply(TarReader reader)
    {
        TarEntry entry = reader.Entry;
        List<byte[]> parts = LayerTree.Split(entry.Name);
        if (parts.Count == 0)
        {
            ApplyRoot(entry);
            return;
        }
        byte[] name = parts[^1];
        if (name.AsSpan().StartsWith(Whiteout.Prefix))
        {
            if (ApplyWhiteout(parts, name))
                return;
        }
        LayerNode parent = _tree.MakeParents(parts, parts.Count - 1);
        switch (entry.Kind)
        {
            case TarEntryKind.Directory:
                ApplyDirectory(parent, name, entry);
                break;
            case TarEntryKind.HardLink:
                ApplyHardLink(parent, name, entry);
                break;
            case TarEntryKind.File:
                ApplyFile(parent, name, reader);
                break;
            default:
                ApplySpecial(parent, name, entry);
                break;
        }
    }

    private void ApplyRoot(TarEntry entry)
    {
        if (entry.Kind != TarEntryKind.Directory)
            throw new LayerException(
                $"the layer's root is a {entry.Kind}, not a directory: the archive is refused");
        Root.TakeAttributes(entry);
        Root.IsImplied = false;
    }

    // True if the entry said no more than that something is gone.
    private bool ApplyWhiteout(List<byte[]> parts, byte[] name)
    {
        if (name.AsSpan().SequenceEqual(Whiteout.OpaqueName))
        {
            LayerNode directory = _tree.MakeParents(parts, parts.Count - 1);
            directory.IsOpaque = directory.Parent is not null || directory.IsOpaque;
            Root.IsOpaque |= directory == Root;
            return true;
        }
        if (name.AsSpan().StartsWith(Whiteout.AufsPrefix))
            return !name.AsSpan().SequenceEqual(".wh..wh.plnk"u8);

        byte[] hidden = name[Whiteout.Prefix.Length..];
        if (hidden.Length == 0 || hidden.AsSpan().SequenceEqual("."u8)
            || hidden.AsSpan().SequenceEqual(".."u8))
            throw new LayerException(
                "a whiteout hides no name: the archive is refused");
        // Below what is gone, nothing else can go.
        if (_tree.Find(parts[..^1])?.Kind != LayerNodeKind.Whiteout)
            Hide(_tree.MakeParents(parts, parts.Count - 1), hidden);
        return true;
    }

    // A whiteout speaks of lower layers only, whenever it comes.
    private void Hide(LayerNode parent, byte[] name)
    {
        LayerNode? old = parent.Find(name);
        if (old is null)
            _tree.Add(parent, name, new LayerInode { Kind = LayerNodeKind.Whiteout });
        else if (old.Kind == LayerNodeKind.Directory)
            old.IsOpaque = true;
    }

    private void ApplyDirectory(LayerNode parent, byte[] name, TarEntry entry)
    {
        LayerNode? node = parent.Find(name);
        if (node?.Kind != LayerNodeKind.Directory)
        {
            LayerInode inode = new() { Kind = LayerNodeKind.Directory };
            node = _tree.Add(parent, name, inode);
            node.IsHidden = parent.IsHidden || name.AsSpan().StartsWith(Whiteout.AufsPrefix);
            _sink.AddDirectory(node);
        }
        node.TakeAttributes(entry);
        node.IsImplied = false;
    }

    private void ApplyFile(LayerNode parent, byte[] name, TarReader reader)
    {
        LayerInode inode = new() { Kind = LayerNodeKind.File, Size = reader.Entry.Size };
        LayerNode node = _tree.Add(parent, name, inode);
        node.TakeAttributes(reader.Entry);
        node.IsHidden = parent.IsHidden;
        _sink.BeginFile(node);
        while (reader.ReadChunk(out long offset) is { IsEmpty: false } chunk)
            _sink.WriteFile(node, offset, chunk);
        _sink.EndFile(node);
        SizeBytes += inode.Size;
    }

    private void ApplySpecial(LayerNode parent, byte[] name, TarEntry entry)
    {
        LayerNodeKind kind = entry.Kind switch
        {
            TarEntryKind.SymbolicLink => LayerNodeKind.SymbolicLink,
            TarEntryKind.CharacterDevice => LayerNodeKind.CharacterDevice,
            TarEntryKind.BlockDevice => LayerNodeKind.BlockDevice,
            _ => LayerNodeKind.Fifo,
        };
        (uint, uint) device = (entry.DeviceMajor, entry.DeviceMinor);
        if (kind == LayerNodeKind.CharacterDevice && device == (0, 0))
        {
            // overlayfs would take it for a whiteout, so it is one.
            Hide(parent, name);
            return;
        }
        if (kind == LayerNodeKind.SymbolicLink
            && entry.LinkName.Length is 0 or > LayerLimits.LinkTargetBytesMax)
            throw new LayerException($"{entry.NameText}: a symbolic link with a target of "
                + $"{entry.LinkName.Length} bytes: the archive is refused");
        LayerInode inode = new() { Kind = kind, Device = device };
        if (kind == LayerNodeKind.SymbolicLink)
            inode.Target = entry.LinkName.ToArray();
        LayerNode node = _tree.Add(parent, name, inode);
        node.TakeAttributes(entry);
        node.IsHidden = parent.IsHidden;
        _sink.AddSpecial(node);
    }

    private void ApplyHardLink(LayerNode parent, byte[] name, TarEntry entry)
    {
        List<byte[]> path = LayerTree.Split(entry.LinkName);
        LayerNode? target = path.Count == 0 ? Root : _tree.Find(path);
        if (target is null)
        {
            if (parent.Find(name) is LayerNode old)
                _tree.Remove(old);
            _lowerLinks.Add((parent, name, path));
            return;
        }
        if (target.Kind is LayerNodeKind.Directory or LayerNodeKind.Whiteout
            || target == parent.Find(name))
            throw new LayerException($"{entry.NameText}: a hard link to {entry.LinkNameText}, "
                + "which is no file of the layer: the archive is refused");
        LayerNode node = _tree.Add(parent, name, target.Inode);
        node.IsHidden = parent.IsHidden;
        target.Inode.LinkCount++;
        _sink.AddLink(node, target);
        TakeLinkAttributes(node, entry);
    }

    // As in Docker, a later link's mode, owner and time become the file's.
    private void TakeLinkAttributes(LayerNode node, TarEntry entry)
    {
        LayerInode inode = node.Inode;
        if (inode.Kind == LayerNodeKind.SymbolicLink
            || (inode.Mode == entry.Mode && inode.Uid == entry.Uid && inode.Gid == entry.Gid
                && inode.ModifiedTime == entry.ModifiedTime))
            return;
        Xattr[] xattrs = inode.Xattrs;
        node.TakeAttributes(entry);
        inode.Xattrs = xattrs;
        _sink.UpdateAttributes(node);
    }
}
