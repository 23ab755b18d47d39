using System.Buffers.Binary;
using MiniDocker.Storage.Tar;
using static MiniDocker.Storage.Layers.Erofs.ErofsLayout;

namespace MiniDocker.Storage.Layers.Erofs;

/// <summary>The attributes behind an inode: a header, then entries whose names leave out a
/// prefix that the kernel knows by number.</summary>
internal static class ErofsXattrs
{
    private const byte User = 1, AclAccess = 2, AclDefault = 3, Trusted = 4, Security = 6;

    private static readonly Xattr Opaque = new(Whiteout.OpaqueXattr.ToArray(), "y"u8.ToArray());

    /// <summary>Bytes that the attributes take; 0 for no attributes.</summary>
    internal static int SizeOf(LayerNode node)
    {
        int size = 0;
        foreach (Xattr xattr in node.Inode.Xattrs)
            size += SizeOf(xattr);
        size += node.IsOpaque ? SizeOf(Opaque) : 0;
        return size == 0 ? 0 : size + XattrHeaderBytes;
    }

    /// <summary>Writes all attributes of a node into zeroed bytes of that size.</summary>
    internal static void Write(LayerNode node, Span<byte> target)
    {
        target = target[XattrHeaderBytes..];
        foreach (Xattr xattr in node.Inode.Xattrs)
            target = Write(xattr, target);
        if (node.IsOpaque)
            Write(Opaque, target);
    }

    /// <summary>What an inode's header says of attributes of this size.</summary>
    internal static ushort CountOf(int size) =>
        size == 0 ? (ushort)0 : (ushort)(((size - XattrHeaderBytes) / XattrEntryBytes) + 1);

    private static int SizeOf(Xattr xattr)
    {
        // A name with a prefix that EROFS has no number for cannot be kept, as on most others.
        if (!TrySplit(xattr.Name, out _, out ReadOnlySpan<byte> name))
            return 0;
        return (XattrEntryBytes + name.Length + xattr.Value.Length + 3) & ~3;
    }

    private static Span<byte> Write(Xattr xattr, Span<byte> target)
    {
        if (!TrySplit(xattr.Name, out byte prefix, out ReadOnlySpan<byte> name))
            return target;
        target[0] = (byte)name.Length;
        target[1] = prefix;
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], (ushort)xattr.Value.Length);
        name.CopyTo(target[XattrEntryBytes..]);
        xattr.Value.CopyTo(target[(XattrEntryBytes + name.Length)..]);
        return target[SizeOf(xattr)..];
    }

    private static bool TrySplit(
        ReadOnlySpan<byte> full, out byte prefix, out ReadOnlySpan<byte> name)
    {
        (prefix, int length) = full switch
        {
            _ when full.StartsWith("user."u8) => (User, 5),
            _ when full.StartsWith("trusted."u8) => (Trusted, 8),
            _ when full.StartsWith("security."u8) => (Security, 9),
            _ when full.SequenceEqual("system.posix_acl_access"u8) => (AclAccess, full.Length),
            _ when full.SequenceEqual("system.posix_acl_default"u8) =>
                (AclDefault, full.Length),
            _ => ((byte)0, 0),
        };
        name = full[length..];
        return prefix != 0;
    }
}
