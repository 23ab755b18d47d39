using System.IO.Compression;
using MiniDocker.Storage.Compression;

namespace MiniDocker.Storage.Tests.Compression;

public sealed class CompressorTests
{
    [Theory]
    [InlineData(CompressionFormat.Gzip, 0)]
    [InlineData(CompressionFormat.Gzip, 1)]
    [InlineData(CompressionFormat.Gzip, 1 << 20)]
    [InlineData(CompressionFormat.Gzip, 5_000_001)]
    [InlineData(CompressionFormat.Zstd, 5_000_001)]
    public void Create_anyLength_isRestoredAndDeterministic(CompressionFormat format, int length)
    {
        byte[] bytes = CompressibleBytes.Make(3, length);
        byte[] once = Compress(bytes, format, 1 << 16), again = Compress(bytes, format, 777);
        Assert.Equal(bytes, GzipDecoderTests.Decode(once));
        if (format == CompressionFormat.Gzip)
        {
            Assert.Equal(once, again);
            using GZipStream zlib = new(new MemoryStream(once), CompressionMode.Decompress);
            MemoryStream result = new();
            zlib.CopyTo(result);
            Assert.Equal(bytes, result.ToArray());
        }
    }

    [Fact]
    public void Open_zstdTruncated_throws()
    {
        byte[] whole = Compress(CompressibleBytes.Make(3, 50_000), CompressionFormat.Zstd, 4096);
        Assert.Throws<CompressionException>(() => GzipDecoderTests.Decode(whole[..^9]));
    }

    [Fact]
    public void Open_zstdSkippableFrames_areSkipped()
    {
        byte[] skippable = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];
        byte[] frame = Compress("hello"u8.ToArray(), CompressionFormat.Zstd, 64);
        Assert.Equal(
            "hellohello"u8.ToArray(),
            GzipDecoderTests.Decode([.. skippable, .. frame, .. skippable, .. frame]));
    }

    [Fact]
    public void Open_xz_isRefusedByName()
    {
        CompressionException e = Assert.Throws<CompressionException>(
            () => GzipDecoderTests.Decode([0xFD, .. "7zXZ\0"u8, 1, 2]));
        Assert.Contains("xz", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_bombBySizeAndByRatio_isRefused()
    {
        byte[] zeros = Compress(new byte[1 << 20], CompressionFormat.Gzip, 1 << 16);
        using Stream bySize = Decompressor.Open(
            new MemoryStream(zeros), new DecompressionLimits(1 << 19, 2000));
        Assert.Throws<CompressionException>(() => bySize.CopyTo(Stream.Null));

        byte[] more = Compress(
            new byte[DecompressionLimits.RatioGraceBytes + 1], CompressionFormat.Zstd, 1 << 20);
        using Stream byRatio = Decompressor.Open(new MemoryStream(more));
        Assert.Throws<CompressionException>(() => byRatio.CopyTo(Stream.Null));
    }

    private static byte[] Compress(byte[] bytes, CompressionFormat format, int step)
    {
        MemoryStream result = new();
        using (Stream compressor = Compressor.Create(result, format))
        {
            for (int at = 0; at < bytes.Length; at += step)
                compressor.Write(bytes.AsSpan(at, Math.Min(step, bytes.Length - at)));
        }
        return result.ToArray();
    }
}
