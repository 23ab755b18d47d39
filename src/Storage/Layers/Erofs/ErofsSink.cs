using System.Buffers.Binary;
using static MiniDocker.Storage.Layers.Erofs.ErofsLayout;

namespace MiniDocker.Storage.Layers.Erofs;

/// <summary>
/// The mounted form: a layer as one file that the kernel mounts. Contents go into it as they
/// come, each file from a block of its own; the tree follows at the end, so one pass is enough
/// and memory holds names and numbers only.
/// </summary>
internal sealed class ErofsSink : ILayerSink
{
    private readonly ErofsFile _file;
    private readonly List<LayerNode> _nodes = [];
    private readonly byte[] _slotBuffer = new byte[BlockBytes];
    private long _nextBlock = 1;

    internal ErofsSink(ErofsFile file) => _file = file;

    public void AddDirectory(LayerNode node)
    {
    }

    public void BeginFile(LayerNode node) => node.Inode.Location = _nextBlock;

    public void WriteFile(LayerNode node, long offset, ReadOnlySpan<byte> bytes) =>
        _file.Write((node.Inode.Location << BlockBits) + offset, bytes);

    public void EndFile(LayerNode node) => _nextBlock += BlocksOf(node.Inode.Size);

    public void AddSpecial(LayerNode node)
    {
    }

    public void AddLink(LayerNode node, LayerNode target)
    {
    }

    public void UpdateAttributes(LayerNode node)
    {
    }

    // Contents of what is replaced stay in the file, unreachable.
    public void Remove(LayerNode node)
    {
    }

    public void Finish(LayerNode root)
    {
        long metaBlock = _nextBlock;
        // The root comes first: the superblock has 16 bits for its number. It leaves out number
        // 0, which other readers take for "none".
        long metaBytes = Place(root, SlotBytes);
        long dirBlock = metaBlock + BlocksOf(metaBytes);
        foreach (LayerNode node in _nodes)
            dirBlock = WriteNode(node, metaBlock, dirBlock);
        WriteSuper(root, metaBlock, dirBlock);
        _file.Finish(dirBlock << BlockBits);
    }

    public bool Sync()
    {
        _file.Sync();
        return false;
    }

    public void Dispose() => _file.Dispose();

    // Gives each inode its place in the metadata area; returns the area's end.
    private long Place(LayerNode node, long at)
    {
        LayerInode inode = node.Inode;
        if (node.Kind == LayerNodeKind.Directory)
            (inode.Size, inode.LinkCount) = (ErofsDirectory.SizeOf(node), 2);
        int size = InodeBytes + ErofsXattrs.SizeOf(node) + InlineBytes(node);
        // Inline contents may not cross a block; the rest may, but a block more is rare.
        int inBlock = (int)(at & (BlockBytes - 1));
        if (inBlock + size > BlockBytes)
            at += BlockBytes - inBlock;
        inode.Number = at >> SlotBits;
        _nodes.Add(node);
        at += (size + SlotBytes - 1) & ~(SlotBytes - 1);
        foreach (LayerNode child in node.SortedChildren())
        {
            if (child.Kind == LayerNodeKind.Directory)
                inode.LinkCount++;
            if (child.Inode.Number == 0)
                at = Place(child, at);
        }
        return at;
    }

    // Bytes of contents behind the inode: a directory's last block, a link's target.
    private static int InlineBytes(LayerNode node)
    {
        int tail = node.Kind switch
        {
            LayerNodeKind.Directory => (int)(node.Inode.Size & (BlockBytes - 1)),
            LayerNodeKind.SymbolicLink => node.Inode.Target.Length,
            _ => 0,
        };
        return InodeBytes + ErofsXattrs.SizeOf(node) + tail > BlockBytes ? 0 : tail;
    }

    // Writes an inode and what lies behind it; contents of its own go to `nextBlock`.
    private long WriteNode(LayerNode node, long metaBlock, long nextBlock)
    {
        LayerInode inode = node.Inode;
        byte[] contents = [];
        if (node.Kind == LayerNodeKind.Directory)
            ErofsDirectory.Write(node, contents = new byte[inode.Size]);
        else if (node.Kind == LayerNodeKind.SymbolicLink)
            (contents, inode.Size) = (inode.Target, inode.Target.Length);

        int inline = InlineBytes(node);
        int xattrs = ErofsXattrs.SizeOf(node);
        int size = InodeBytes + xattrs + inline;
        byte[] target = size <= _slotBuffer.Length ? _slotBuffer : new byte[size];
        Span<byte> slot = target.AsSpan(0, size);
        slot.Clear();
        int whole = contents.Length - inline;
        uint block = node.Kind == LayerNodeKind.File
            ? (uint)inode.Location
            : (uint)(whole > 0 ? nextBlock : 0);
        WriteInode(node, slot, inline > 0, ErofsXattrs.CountOf(xattrs), block);
        if (xattrs > 0)
            ErofsXattrs.Write(node, slot[InodeBytes..]);
        contents.AsSpan(whole).CopyTo(slot[(InodeBytes + xattrs)..]);
        _file.Write((metaBlock << BlockBits) + (inode.Number << SlotBits), slot);
        if (whole > 0)
            _file.Write(nextBlock << BlockBits, contents.AsSpan(0, whole));
        return nextBlock + BlocksOf(whole);
    }

    private static void WriteInode(
        LayerNode node, Span<byte> slot, bool isInline, ushort xattrCount, uint block)
    {
        LayerInode inode = node.Inode;
        bool isDevice = node.Kind is LayerNodeKind.CharacterDevice or LayerNodeKind.BlockDevice;
        (uint major, uint minor) = inode.Device;
        uint device = (minor & 0xFF) | (major << 8) | ((minor & ~0xFFu) << 12);
        Put16(slot, InodeFormat, isInline ? FormatInline : FormatPlain);
        Put16(slot, InodeXattrCount, xattrCount);
        Put16(slot, InodeMode, (ushort)(TypeOf(node.Kind) | inode.Mode));
        BinaryPrimitives.WriteInt64LittleEndian(slot[InodeSize..], inode.Size);
        Put32(slot, InodeUnion, isDevice ? device : block);
        Put32(slot, InodeNumber, (uint)inode.Number);
        Put32(slot, InodeUid, inode.Uid);
        Put32(slot, InodeGid, inode.Gid);
        BinaryPrimitives.WriteInt64LittleEndian(slot[InodeTime..], inode.ModifiedTime.Seconds);
        Put32(slot, InodeNanoseconds, (uint)inode.ModifiedTime.Nanoseconds);
        Put32(slot, InodeLinks, (uint)inode.LinkCount);
    }

    private void WriteSuper(LayerNode root, long metaBlock, long blocks)
    {
        Span<byte> super = stackalloc byte[SuperBytes];
        super.Clear();
        Put32(super, 0, Magic);
        super[SuperBlockBits] = BlockBits;
        Put16(super, SuperRootNid, (ushort)root.Inode.Number);
        BinaryPrimitives.WriteInt64LittleEndian(super[SuperInodes..], _nodes.Count);
        Put32(super, SuperBlocks, (uint)blocks);
        Put32(super, SuperMetaBlock, (uint)metaBlock);
        _file.Write(SuperOffset, super);
    }

    private static uint TypeOf(LayerNodeKind kind) => kind switch
    {
        LayerNodeKind.File => 0x8000,
        LayerNodeKind.Directory => 0x4000,
        LayerNodeKind.SymbolicLink => 0xA000,
        LayerNodeKind.BlockDevice => 0x6000,
        LayerNodeKind.Fifo => 0x1000,
        _ => 0x2000,
    };

    private static void Put16(Span<byte> target, int at, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(target[at..], value);

    private static void Put32(Span<byte> target, int at, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(target[at..], value);
}
