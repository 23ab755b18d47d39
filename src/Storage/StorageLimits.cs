namespace MiniDocker.Storage;

/// <summary>Every limit on what the store reads back from disk or takes from a caller.</summary>
public static class StorageLimits
{
    /// <summary>Largest blob read into memory at once (manifests, configs), in bytes.</summary>
    public const int BlobInMemoryBytesMax = 16 * 1024 * 1024;

    /// <summary>Largest blob the store accepts, in bytes (1 TiB).</summary>
    public const long BlobBytesMax = 1L << 40;

    /// <summary>Longest name of an ingest, in characters ("sha512-" and its digits).</summary>
    public const int IngestIdCharsMax = 135;

    /// <summary>Largest format file that is looked at, in bytes.</summary>
    public const int FormatFileBytesMax = 64;
}
