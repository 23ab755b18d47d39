namespace MiniDocker.Oci;

/// <summary>Every limit on what is read from outside as OCI JSON or text, in one place.</summary>
public static class OciLimits
{
    /// <summary>Largest manifest, index or image config, in bytes.</summary>
    public const int ManifestBytesMax = 4 * 1024 * 1024;

    /// <summary>Largest runtime config (config.json of a bundle), in bytes.</summary>
    public const int RuntimeSpecBytesMax = 16 * 1024 * 1024;

    /// <summary>Deepest nesting of JSON values.</summary>
    public const int JsonDepthMax = 64;

    /// <summary>Deepest nesting of an index inside an index.</summary>
    public const int IndexNestingMax = 4;

    /// <summary>Most descriptors in one index.</summary>
    public const int IndexEntriesMax = 4096;

    /// <summary>
    /// Most layers of one image: what overlayfs can stack, and Docker's own limit plus.
    /// </summary>
    public const int LayersMax = 500;

    /// <summary>Largest size a descriptor may state, in bytes (1 TiB).</summary>
    public const long BlobBytesMax = 1L << 40;

    /// <summary>
    /// Longest repository name with its registry, in characters (reference grammar).
    /// </summary>
    public const int RepositoryNameCharsMax = 255;

    /// <summary>Longest tag, in characters (distribution-spec).</summary>
    public const int TagCharsMax = 128;
}
