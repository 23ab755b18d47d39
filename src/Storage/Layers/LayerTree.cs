using System.Text;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// A layer's names in memory. Every path of the archive is resolved here, so no name of an
/// archive is ever resolved by the kernel, and nothing can climb out.
/// </summary>
internal sealed class LayerTree(ILayerSink sink)
{
    private static readonly UTF8Encoding Text = new();

    /// <summary>The root directory, which every layer has.</summary>
    internal LayerNode Root { get; } = new(null, [], new LayerInode
    {
        Kind = LayerNodeKind.Directory,
        Mode = 0x1ED,
    })
    { IsImplied = true };

    /// <summary>Names in the tree.</summary>
    internal int Count { get; private set; }

    /// <summary>Splits a path into its parent's components and its last one; both are empty for
    /// the root.</summary>
    /// <exception cref="LayerException">It climbs above the root, or is no path.</exception>
    internal static List<byte[]> Split(ReadOnlySpan<byte> path)
    {
        List<byte[]> parts = [];
        while (!path.IsEmpty)
        {
            int slash = path.IndexOf((byte)'/');
            ReadOnlySpan<byte> part = slash < 0 ? path : path[..slash];
            path = slash < 0 ? default : path[(slash + 1)..];
            if (part.IsEmpty || part.SequenceEqual("."u8))
                continue;
            if (!part.SequenceEqual(".."u8))
                parts.Add(part.ToArray());
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                throw new LayerException(
                    "a path climbs out of the layer by '..': the archive is refused");
            if (part.Length > LayerLimits.NameBytesMax || parts.Count > LayerLimits.DepthMax)
                throw new LayerException(
                    $"{Text.GetString(part)}: a name of more than {LayerLimits.NameBytesMax} "
                    + $"bytes, or deeper than {LayerLimits.DepthMax}: the archive is refused");
        }
        return parts;
    }

    /// <summary>Finds the directory of a path, making what is missing; goes through symbolic
    /// links of this layer.</summary>
    internal LayerNode MakeParents(List<byte[]> parts, int count)
    {
        LayerNode at = Root;
        int links = 0;
        Stack<byte[]> rest = new();
        for (int i = count - 1; i >= 0; i--)
            rest.Push(parts[i]);
        while (rest.TryPop(out byte[]? name))
        {
            if (name.AsSpan().SequenceEqual(".."u8))
            {
                at = at.Parent ?? Root;
                continue;
            }
            LayerNode? next = at.Find(name);
            if (next?.Kind == LayerNodeKind.SymbolicLink)
            {
                if (++links > LayerLimits.LinksFollowedMax)
                    throw new LayerException(
                        $"{next.PathText}: too many symbolic links: the archive is refused");
                at = PushTarget(next, at, rest);
                continue;
            }
            at = next?.Kind == LayerNodeKind.Directory ? next : MakeImplied(at, next, name);
        }
        return at;
    }

    /// <summary>Finds a path without making anything; the last component is not followed.
    /// </summary>
    internal LayerNode? Find(List<byte[]> parts)
    {
        LayerNode? at = Root;
        int links = 0;
        Stack<byte[]> rest = new();
        for (int i = parts.Count - 1; i >= 0; i--)
            rest.Push(parts[i]);
        while (rest.TryPop(out byte[]? name))
        {
            if (name.AsSpan().SequenceEqual(".."u8))
            {
                at = at.Parent ?? Root;
                continue;
            }
            LayerNode? next = at.Find(name);
            if (next is null)
                return null;
            if (next.Kind == LayerNodeKind.SymbolicLink && rest.Count > 0)
            {
                if (++links > LayerLimits.LinksFollowedMax)
                    return null;
                at = PushTarget(next, at, rest);
                continue;
            }
            if (next.Kind != LayerNodeKind.Directory && rest.Count > 0)
                return null;
            at = next;
        }
        return at;
    }

    /// <summary>Puts a new name into the tree, in the place of whatever had it.</summary>
    internal LayerNode Add(LayerNode parent, byte[] name, LayerInode inode)
    {
        if (parent.Depth >= LayerLimits.DepthMax || ++Count > LayerLimits.EntriesMax)
            throw new LayerException(
                $"deeper than {LayerLimits.DepthMax} or more than {LayerLimits.EntriesMax} "
                + "names: the archive is refused");
        bool isOpaque = false;
        if (parent.Find(name) is LayerNode old)
        {
            // What was replaced hid the lower layers' contents, and so must a directory.
            isOpaque = inode.Kind == LayerNodeKind.Directory;
            Remove(old);
        }
        LayerNode node = new(parent, name, inode) { IsOpaque = isOpaque };
        parent.Add(node);
        return node;
    }

    internal void Remove(LayerNode node)
    {
        if (node.Kind != LayerNodeKind.Whiteout)
            sink.Remove(node);
        node.Parent!.Drop(node);
        Count--;
    }

    private LayerNode MakeImplied(LayerNode parent, LayerNode? old, byte[] name)
    {
        bool isReserved = name.AsSpan().StartsWith(Whiteout.Prefix);
        if (isReserved && !name.AsSpan().StartsWith(Whiteout.AufsPrefix))
            throw new LayerException(
                $"{Text.GetString(name)} is a whiteout and cannot hold anything: "
                + "the archive is refused");
        LayerInode inode = new() { Kind = LayerNodeKind.Directory, Mode = 0x1ED };
        LayerNode node = Add(parent, name, inode);
        node.IsImplied = true;
        node.IsHidden = isReserved || parent.IsHidden;
        node.IsOpaque = old is not null;
        sink.AddDirectory(node);
        return node;
    }

    // An absolute target starts at the layer's root; ".." at the root stays there.
    private LayerNode PushTarget(LayerNode link, LayerNode at, Stack<byte[]> rest)
    {
        byte[] target = link.Inode.Target;
        int end = target.Length;
        while (end > 0)
        {
            int slash = target.AsSpan(0, end).LastIndexOf((byte)'/');
            ReadOnlySpan<byte> part = target.AsSpan((slash + 1)..end);
            if (!part.IsEmpty && !part.SequenceEqual("."u8))
                rest.Push(part.ToArray());
            end = slash < 0 ? 0 : slash;
        }
        return target.AsSpan().StartsWith("/"u8) ? Root : at;
    }
}
