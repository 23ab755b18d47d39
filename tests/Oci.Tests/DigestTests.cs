using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace MiniDocker.Oci.Tests;

public sealed class DigestTests
{
    private static readonly Gen<Digest> AnyDigest = Gen.OneOf(
        Gen.Byte.Array[32].Select(h => Digest.FromHash(DigestAlgorithm.Sha256, h)),
        Gen.Byte.Array[64].Select(h => Digest.FromHash(DigestAlgorithm.Sha512, h)));

    [Fact]
    public void Parse_of_ToString_is_the_same_digest() =>
        AnyDigest.Sample(d => Digest.Parse(d.ToString()) == d
            && Digest.TryParse(Encoding.ASCII.GetBytes(d.ToString()), out Digest utf8)
            && utf8 == d
            && d.GetHashCode() == utf8.GetHashCode());

    [Fact]
    public void CompareTo_orders_as_the_text_does() =>
        Gen.Select(AnyDigest, AnyDigest).Sample((a, b) =>
            Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal($"{a}", $"{b}")));

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85")]
    [InlineData("sha256:E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("sha256:g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("sha256:../../../../../../../../../../../../../../../../../../../../etc/pass")]
    [InlineData("md5:d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("sha256:é3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void TryParse_anything_else_is_refused(string text)
    {
        Assert.False(Digest.TryParse(text, out Digest digest));
        Assert.True(digest.IsEmpty);
        Assert.Throws<FormatException>(() => Digest.Parse(text));
    }

    [Fact]
    public void TryParse_and_TryFormat_allocate_nothing()
    {
        string text = Digest.Compute("x"u8).ToString();
        Span<char> chars = stackalloc char[Digest.TextLengthMax];
        Digest.Parse(text).TryFormat(chars, out _);

        int formatted = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            if (Digest.TryParse(text, out Digest digest) && digest.TryFormat(chars, out _))
                formatted++;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((1000, 0L), (formatted, allocated));
    }

    [Fact]
    public void ShortSha256_agrees_with_the_platform() =>
        Gen.Byte.Array[0, 300].Sample(message =>
        {
            byte[] hash = new byte[32];
            ShortSha256.Hash(message, hash);
            return hash.AsSpan().SequenceEqual(SHA256.HashData(message));
        });

    [Fact]
    public void Compute_of_a_chain_is_what_the_specification_says()
    {
        DiffId a = new(Digest.Compute("a"u8)), b = new(Digest.Compute("b"u8));
        DiffId c = new(Digest.Compute("c"u8));

        Assert.True(ChainId.Compute([]).IsEmpty);
        Assert.Equal(a.Digest, ChainId.Compute([a]).Digest);
        Digest ab = Digest.Compute(Encoding.ASCII.GetBytes($"{a} {b}"));
        Assert.Equal(ab, ChainId.Compute([a, b]).Digest);
        Assert.Equal(
            Digest.Compute(Encoding.ASCII.GetBytes($"{ab} {c}")),
            ChainId.Compute([a, b, c]).Digest);
    }
}
