namespace MiniDocker.Storage.Compression;

/// <summary>How a stream is compressed; found by its first bytes, never by its label.</summary>
public enum CompressionFormat
{
    /// <summary>Not compressed, or nothing that is known.</summary>
    None,

    /// <summary>gzip, RFC 1952.</summary>
    Gzip,

    /// <summary>Zstandard, RFC 8878.</summary>
    Zstd,

    /// <summary>bzip2.</summary>
    Bzip2,

    /// <summary>xz; recognised so that it can be refused by name.</summary>
    Xz,
}
