namespace MiniDocker.Storage.Compression;

/// <summary>Makes compressed streams, on all cores, the same bytes every time.</summary>
public static class Compressor
{
    /// <summary>A stream that compresses what is written to it. Disposing it ends the format;
    /// the destination stays open.</summary>
    public static Stream Create(Stream destination, CompressionFormat format) =>
        throw new NotSupportedException();
}
