namespace MiniDocker.Storage.Compression;

/// <summary>Bounds on what a compressed stream may grow to.</summary>
/// <param name="OutputBytesMax">Bytes that may come out.</param>
/// <param name="RatioMax">Bytes out for each byte in, once <see cref="RatioGraceBytes"/> are
/// out. Deflate ends near 1032; honest layers of zeros reach it.</param>
public sealed record DecompressionLimits(long OutputBytesMax, int RatioMax)
{
    /// <summary>Output below which no ratio is asked about.</summary>
    public const long RatioGraceBytes = 256L << 20;

    /// <summary>The largest window of a zstd frame, as log2: 128 MiB.</summary>
    public const int ZstdWindowLogMax = 27;

    /// <summary>1 TiB, and a ratio that deflate cannot reach.</summary>
    public static DecompressionLimits Default { get; } = new(1L << 40, 2000);
}
