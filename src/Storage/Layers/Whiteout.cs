namespace MiniDocker.Storage.Layers;

/// <summary>
/// How "deleted" is spelled: in archives by names (image-spec layer.md, "Whiteouts"), in
/// overlayfs by a character device 0:0 and an attribute (kernel overlayfs.rst).
/// </summary>
internal static class Whiteout
{
    internal static ReadOnlySpan<byte> Prefix => ".wh."u8;

    internal static ReadOnlySpan<byte> OpaqueName => ".wh..wh..opq"u8;

    // AUFS kept its own files under such names; .wh..wh.plnk holds targets of hard links.
    internal static ReadOnlySpan<byte> AufsPrefix => ".wh..wh."u8;

    internal static ReadOnlySpan<byte> OpaqueXattr => "trusted.overlay.opaque"u8;

    internal static ReadOnlySpan<byte> OverlayXattrs => "trusted.overlay."u8;

    internal static bool IsOpaqueValue(ReadOnlySpan<byte> value) => value.SequenceEqual("y"u8);

    /// <summary>Attributes that an archive may not set: overlayfs's own would redirect a
    /// directory anywhere; the others belong to the host's security module or server.</summary>
    internal static bool IsIgnoredXattr(ReadOnlySpan<byte> name) =>
        name.StartsWith(OverlayXattrs)
        || name.SequenceEqual("security.selinux"u8)
        || name.SequenceEqual("system.nfs4_acl"u8);
}
