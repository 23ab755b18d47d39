using System.Buffers.Binary;
using static MiniDocker.Storage.Layers.Erofs.ErofsLayout;

namespace MiniDocker.Storage.Layers.Erofs;

/// <summary>
/// The contents of a directory: blocks of entries followed by their names, sorted by bytes over
/// the whole directory, the two dots among them.
/// </summary>
internal static class ErofsDirectory
{
    /// <summary>Bytes of a directory's contents; all blocks but the last are full.</summary>
    internal static long SizeOf(LayerNode directory)
    {
        long full = 0;
        int used = 0;
        foreach ((byte[] name, _) in Entries(directory))
        {
            int size = DirentBytes + name.Length;
            if (used + size > BlockBytes)
                (full, used) = (full + BlockBytes, 0);
            used += size;
        }
        return full + used;
    }

    /// <summary>Writes the contents into zeroed bytes of that size.</summary>
    internal static void Write(LayerNode directory, Span<byte> target)
    {
        List<(byte[] Name, LayerNode Node)> block = [];
        int used = 0;
        foreach ((byte[] Name, LayerNode Node) entry in Entries(directory))
        {
            int size = DirentBytes + entry.Name.Length;
            if (used + size > BlockBytes)
            {
                WriteBlock(block, target);
                target = target[BlockBytes..];
                block.Clear();
                used = 0;
            }
            block.Add(entry);
            used += size;
        }
        WriteBlock(block, target);
    }

    private static void WriteBlock(List<(byte[] Name, LayerNode Node)> block, Span<byte> target)
    {
        int nameAt = block.Count * DirentBytes;
        for (int i = 0; i < block.Count; i++)
        {
            (byte[] name, LayerNode node) = block[i];
            Span<byte> dirent = target.Slice(i * DirentBytes, DirentBytes);
            BinaryPrimitives.WriteInt64LittleEndian(dirent[DirentNid..], node.Inode.Number);
            BinaryPrimitives.WriteUInt16LittleEndian(dirent[DirentNameOffset..], (ushort)nameAt);
            dirent[DirentType] = TypeOf(node.Kind);
            name.CopyTo(target[nameAt..]);
            nameAt += name.Length;
        }
    }

    private static List<(byte[] Name, LayerNode Node)> Entries(LayerNode directory)
    {
        List<(byte[] Name, LayerNode Node)> entries =
        [
            ("."u8.ToArray(), directory),
            (".."u8.ToArray(), directory.Parent ?? directory),
        ];
        foreach (LayerNode child in directory.Children?.Values ?? Enumerable.Empty<LayerNode>())
            entries.Add((child.Name, child));
        entries.Sort(static (a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
        return entries;
    }

    private static byte TypeOf(LayerNodeKind kind) => kind switch
    {
        LayerNodeKind.File => 1,
        LayerNodeKind.Directory => 2,
        LayerNodeKind.CharacterDevice or LayerNodeKind.Whiteout => 3,
        LayerNodeKind.BlockDevice => 4,
        LayerNodeKind.Fifo => 5,
        _ => 7,
    };
}
