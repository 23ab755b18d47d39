using System.IO.Compression;
using CsCheck;
using MiniDocker.Storage.Compression;

namespace MiniDocker.Storage.Tests.Compression;

public sealed class GzipDecoderTests
{
    [Fact]
    public void Read_whatZlibCompressed_isTheInput() =>
        Gen.Select(CompressibleBytes.Gen, Gen.Int[0, 9]).Sample((bytes, level) =>
        {
            Assert.Equal(bytes, Decode(Encode(bytes, level)));
        }, iter: 300);

    [Fact]
    public void Read_severalMembersAndNulPadding_areJoined()
    {
        byte[] first = "first "u8.ToArray(), second = "second"u8.ToArray();
        byte[] stream = [.. Encode(first, 6), .. Encode([], 6), .. Encode(second, 6), 0, 0, 0];
        Assert.Equal([.. first, .. second], Decode(stream));
    }

    [Fact]
    public void Read_headerWithEveryField_isSkipped()
    {
        byte[] plain = Encode("hello"u8.ToArray(), 6);
        byte[] header = [0x1F, 0x8B, 8, 0x1F, 1, 2, 3, 4, 0, 3, 2, 0, 9, 9,
            .. "name\0"u8, .. "comment\0"u8, 7, 7];
        Assert.Equal("hello"u8.ToArray(), Decode([.. header, .. plain.AsSpan(10)]));
    }

    [Fact]
    public void Read_truncatedAnywhere_throws()
    {
        byte[] whole = Encode(CompressibleBytes.Make(5, 3000), 6);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            Assert.Throws<CompressionException>(() =>
            {
                // Too short to be told from an uncompressed stream by its first bytes.
                using GzipDecoder decoder = new(new MemoryStream(cut));
                decoder.CopyTo(Stream.Null);
            });
        }
    }

    [Fact]
    public void Read_oneBitFlipped_throwsOrIsUnchanged()
    {
        byte[] plain = CompressibleBytes.Make(7, 2000);
        byte[] whole = Encode(plain, 6);
        Gen.Int[0, (whole.Length * 8) - 1].Sample(bit =>
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                // Time, extra flags and system of the header say nothing about the contents.
                using GzipDecoder decoder = new(new MemoryStream(damaged));
                MemoryStream result = new();
                decoder.CopyTo(result);
                Assert.Equal(plain, result.ToArray());
            }
            catch (CompressionException)
            {
                Assert.False(bit / 8 is >= 4 and < 10);
            }
        }, iter: 3000);
    }

    [Fact]
    public void Read_randomBytesAsDeflate_areRefused() =>
        Gen.Byte.Array[1, 400].Sample(bytes =>
        {
            byte[] stream = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. bytes];
            Assert.Throws<CompressionException>(() => Decode(stream));
        }, iter: 3000);

    [Fact]
    public void Read_garbageAfterTheEnd_throws()
    {
        byte[] stream = [.. Encode("x"u8.ToArray(), 6), 1, 2, 3];
        Assert.Throws<CompressionException>(() => Decode(stream));
    }

    internal static byte[] Decode(byte[] stream)
    {
        using Stream decoder = Decompressor.Open(new MemoryStream(stream));
        MemoryStream result = new();
        decoder.CopyTo(result);
        return result.ToArray();
    }

    private static byte[] Encode(byte[] bytes, int level)
    {
        MemoryStream result = new();
        using (GZipStream gzip = new(
            result, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
            gzip.Write(bytes);
        // An empty GZipStream of .NET writes nothing at all.
        return result.Length == 0
            ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            : result.ToArray();
    }
}
