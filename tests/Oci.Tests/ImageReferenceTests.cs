using CsCheck;

namespace MiniDocker.Oci.Tests;

public sealed class ImageReferenceTests
{
    private const string Hash =
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("ubuntu", "docker.io/library/ubuntu:latest", "ubuntu:latest")]
    [InlineData("ubuntu:22.04", "docker.io/library/ubuntu:22.04", "ubuntu:22.04")]
    [InlineData("a/b", "docker.io/a/b:latest", "a/b:latest")]
    [InlineData("library/x", "docker.io/library/x:latest", "x:latest")]
    [InlineData("index.docker.io/x", "docker.io/library/x:latest", "x:latest")]
    [InlineData("docker.io/a/b/c:T", "docker.io/a/b/c:T", "a/b/c:T")]
    [InlineData("localhost/a", "localhost/a:latest", "localhost/a:latest")]
    [InlineData("localhost:5000/a/b@" + Hash, "localhost:5000/a/b@" + Hash,
        "localhost:5000/a/b@" + Hash)]
    [InlineData("q.io/a:1@" + Hash, "q.io/a:1@" + Hash, "q.io/a:1@" + Hash)]
    [InlineData("[::1]:5000/a:1", "[::1]:5000/a:1", "[::1]:5000/a:1")]
    [InlineData("Foo/bar", "Foo/bar:latest", "Foo/bar:latest")]
    [InlineData("a---b/c__d.e", "docker.io/a---b/c__d.e:latest", "a---b/c__d.e:latest")]
    public void Parse_valid_text_is_normalised(string text, string full, string familiar)
    {
        ImageReference reference = ImageReference.Parse(text);

        Assert.Equal(full, reference.ToString());
        Assert.Equal(familiar, reference.Familiar);
        Assert.Equal(reference, ImageReference.Parse(reference.Familiar));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("a:")]
    [InlineData("a b")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("localhost:5000/../a")]
    [InlineData("a..b")]
    [InlineData("a___b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a:-t")]
    [InlineData("a:t/b")]
    [InlineData("a@sha256:12")]
    [InlineData("a@" + Hash + "@" + Hash)]
    [InlineData("q.io:x/a")]
    [InlineData("q-.io/a")]
    public void Parse_other_text_is_refused_in_dockers_words(string text)
    {
        OciFormatException e =
            Assert.Throws<OciFormatException>(() => ImageReference.Parse(text));
        Assert.Equal("invalid reference format", e.Message);
    }

    [Theory]
    [InlineData("Ubuntu", "repository name (library/Ubuntu) must be lowercase")]
    [InlineData("a.io/X:1", "repository name (X) must be lowercase")]
    public void Parse_upper_case_names_the_repository(string text, string reason)
    {
        OciFormatException e =
            Assert.Throws<OciFormatException>(() => ImageReference.Parse(text));
        Assert.Equal("invalid reference format: " + reason, e.Message);
    }

    [Fact]
    public void Parse_an_image_id_is_no_name()
    {
        OciFormatException e =
            Assert.Throws<OciFormatException>(() => ImageReference.Parse(Hash[7..]));
        Assert.Contains("cannot specify 64-byte hexadecimal strings", e.Message);
    }

    [Fact]
    public void Parse_a_name_of_256_characters_is_refused()
    {
        Assert.Equal(255, ImageReference.Parse("q.io/" + new string('a', 250)).Name.Length);
        Assert.Throws<OciFormatException>(
            () => ImageReference.Parse("q.io/" + new string('a', 251)));
    }

    [Fact]
    public void Parse_any_text_gives_a_stable_reference_or_nothing()
    {
        Gen.Char["abZ019._-/:@[]\0é "].Array[0, 24].Select(c => new string(c)).Sample(text =>
        {
            ImageReference? reference = ImageReference.TryParse(text);
            return reference is null
                || (ImageReference.TryParse(reference.ToString()) == reference
                    && ImageReference.TryParse(reference.Familiar) == reference);
        }, iter: 200_000);
    }
}
