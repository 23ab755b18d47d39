using ZstdSharp;

namespace MiniDocker.Storage.Compression;

/// <summary>Makes compressed streams, on all cores, the same bytes every time.</summary>
public static class Compressor
{
    private const int GzipLevel = 6, ZstdLevel = 3;

    /// <summary>A stream that compresses what is written to it. Disposing it ends the format;
    /// the destination stays open.</summary>
    public static Stream Create(Stream destination, CompressionFormat format) => format switch
    {
        CompressionFormat.Gzip => new ParallelGzip(destination, GzipLevel),
        CompressionFormat.Zstd => new CompressionStream(destination, ZstdLevel, leaveOpen: true),
        _ => throw new NotSupportedException($"cannot compress as {format}"),
    };
}
