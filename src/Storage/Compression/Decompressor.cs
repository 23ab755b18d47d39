using ICSharpCode.SharpZipLib.BZip2;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace MiniDocker.Storage.Compression;

/// <summary>Finds out how a stream is compressed and undoes it, in this process.</summary>
public static class Decompressor
{
    /// <summary>First bytes that <see cref="Detect"/> needs to see.</summary>
    public const int MagicBytes = 6;

    /// <summary>Names the format by the first bytes of a stream.</summary>
    public static CompressionFormat Detect(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, ..] => CompressionFormat.Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => CompressionFormat.Zstd,
        [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => CompressionFormat.Zstd,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] =>
            CompressionFormat.Bzip2,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => CompressionFormat.Xz,
        _ => CompressionFormat.None,
    };

    /// <summary>A stream of the uncompressed bytes. It throws <see cref="CompressionException"/>
    /// on damage, truncation, trailing garbage and when a limit is passed.</summary>
    /// <param name="source">The stream, compressed or not; not disposed by the result.</param>
    /// <param name="limits">Bounds on the output; null for the default ones.</param>
    public static Stream Open(Stream source, DecompressionLimits? limits = null)
    {
        byte[] start = new byte[MagicBytes];
        int length = source.ReadAtLeast(start, MagicBytes, throwOnEndOfStream: false);
        PrefixedStream input = new(start[..length], source);
        Stream decoder = Detect(start.AsSpan(0, length)) switch
        {
            CompressionFormat.None => input,
            CompressionFormat.Gzip => new GzipDecoder(input),
            CompressionFormat.Zstd => OpenZstd(input),
            CompressionFormat.Bzip2 => new BZip2InputStream(input) { IsStreamOwner = false },
            _ => throw new CompressionException(
                "xz is not supported: decompress the archive first"),
        };
        return new LimitedStream(decoder, input, limits ?? DecompressionLimits.Default);
    }

    private static DecompressionStream OpenZstd(Stream input)
    {
        DecompressionStream decoder = new(input, checkEndOfStream: true, leaveOpen: true);
        decoder.SetParameter(
            ZSTD_dParameter.ZSTD_d_windowLogMax, DecompressionLimits.ZstdWindowLogMax);
        return decoder;
    }
}
