using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Storage.Tests.Content;

public sealed class VerifyingStreamTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];

    [Fact]
    public void Read_ofTheRightContent_givesItAll()
    {
        using var stream = new VerifyingStream(
            new MemoryStream(Content), Digest.Compute(Content), Content.Length);
        using var copy = new MemoryStream();

        stream.CopyTo(copy);

        Assert.Equal(Content, copy.ToArray());
    }

    [Fact]
    public void Read_ofChangedContent_throwsAtTheEnd()
    {
        byte[] changed = [.. Content];
        changed[50_000] ^= 1;
        using var stream = new VerifyingStream(
            new MemoryStream(changed), Digest.Compute(Content), Content.Length);

        Assert.Throws<DigestMismatchException>(() => stream.CopyTo(Stream.Null));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(+1)]
    public void Read_ofAnotherLength_throws(int difference)
    {
        using var stream = new VerifyingStream(
            new MemoryStream(Content), Digest.Compute(Content), Content.Length + difference);

        Assert.Throws<DigestMismatchException>(() => stream.CopyTo(Stream.Null));
    }
}
