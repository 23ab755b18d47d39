namespace MiniDocker.Storage.Layers.Erofs;

/// <summary>
/// Where things lie in an EROFS image (kernel fs/erofs/erofs_fs.h), as far as layers use it:
/// uncompressed, extended inodes, inline tails, inline xattrs. All numbers are little-endian.
/// Every kernel since 5.4 reads it.
/// </summary>
internal static class ErofsLayout
{
    internal const int BlockBits = 12, BlockBytes = 1 << BlockBits;

    internal const int SuperOffset = 1024, SuperBytes = 128;
    internal const uint Magic = 0xE0F5E1E2;
    internal const int SuperBlockBits = 12, SuperRootNid = 14, SuperInodes = 16,
        SuperBuildTime = 24, SuperBlocks = 36, SuperMetaBlock = 40;

    // An inode's number is its place in the metadata area, in slots.
    internal const int SlotBits = 5, SlotBytes = 1 << SlotBits;

    internal const int InodeBytes = 64;
    internal const int InodeFormat = 0, InodeXattrCount = 2, InodeMode = 4, InodeSize = 8,
        InodeUnion = 16, InodeNumber = 20, InodeUid = 24, InodeGid = 28, InodeTime = 32,
        InodeNanoseconds = 40, InodeLinks = 44;

    // Bit 0: extended inode; bits 1 to 3: how the contents lie.
    internal const ushort FormatPlain = 1 | (0 << 1), FormatInline = 1 | (2 << 1);

    internal const int DirentBytes = 12;
    internal const int DirentNid = 0, DirentNameOffset = 8, DirentType = 10;

    internal const int XattrHeaderBytes = 12, XattrEntryBytes = 4;

    /// <summary>Rounds up to whole blocks.</summary>
    internal static long BlocksOf(long bytes) => (bytes + BlockBytes - 1) >> BlockBits;
}
