using System.Text;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>One name in a layer.</summary>
public sealed class LayerNode
{
    internal LayerNode(LayerNode? parent, byte[] name, LayerInode inode)
    {
        (Parent, Name, Inode) = (parent, name, inode);
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    /// <summary>The directory that it is in; null for the root.</summary>
    public LayerNode? Parent { get; }

    /// <summary>The last component of its path.</summary>
    public byte[] Name { get; }

    /// <summary>What it is.</summary>
    public LayerInode Inode { get; internal set; }

    /// <summary>How many directories are above it.</summary>
    public int Depth { get; }

    /// <summary>True for a directory that hides all that lower layers have in it.</summary>
    public bool IsOpaque { get; internal set; }

    /// <summary>True for a directory that the archive uses but does not list; its attributes are
    /// those of the layer below.</summary>
    public bool IsImplied { get; internal set; }

    /// <summary>True for a name that is used while reading and left out of the result.</summary>
    public bool IsHidden { get; internal set; }

    /// <summary>What a directory holds; null until there is something.</summary>
    public Dictionary<byte[], LayerNode>? Children { get; private set; }

    /// <summary>The path from the root, for messages.</summary>
    public string PathText => Encoding.UTF8.GetString(PathBytes());

    internal LayerNodeKind Kind => Inode.Kind;

    internal LayerNode? Find(ReadOnlySpan<byte> name)
    {
        LayerNode? child = null;
        Children?.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out child);
        return child;
    }

    internal void Add(LayerNode child) =>
        (Children ??= new(ByteStringComparer.Instance)).Add(child.Name, child);

    internal void Drop(LayerNode child)
    {
        Children!.Remove(child.Name);
        child.Inode.LinkCount--;
    }

    internal IEnumerable<LayerNode> SortedChildren()
    {
        if (Children is null)
            return [];
        LayerNode[] sorted = [.. Children.Values];
        Array.Sort(sorted, static (a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
        return sorted;
    }

    internal byte[] PathBytes()
    {
        if (Parent is null)
            return "/"u8.ToArray();
        byte[] above = Parent.Parent is null ? [] : Parent.PathBytes();
        return [.. above, (byte)'/', .. Name];
    }

    internal void TakeAttributes(TarEntry entry)
    {
        UnixTime time = entry.ModifiedTime;
        (Inode.Mode, Inode.Uid, Inode.Gid) = (entry.Mode, entry.Uid, entry.Gid);
        Inode.ModifiedTime =
            time.Seconds is < 0 or > LayerLimits.SecondsMax ? default : time;
        Inode.Xattrs = entry.Xattrs.Count == 0
            ? []
            : [.. entry.Xattrs.Where(static x => !Whiteout.IsIgnoredXattr(x.Name))];
    }
}
