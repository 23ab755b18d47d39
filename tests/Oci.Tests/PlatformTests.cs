namespace MiniDocker.Oci.Tests;

public sealed class PlatformTests
{
    [Theory]
    [InlineData("linux/amd64", "linux/amd64")]
    [InlineData("linux/x86_64", "linux/amd64")]
    [InlineData("linux/amd64/v1", "linux/amd64")]
    [InlineData("aarch64", "linux/arm64/v8")]
    [InlineData("linux/arm64", "linux/arm64/v8")]
    [InlineData("arm", "linux/arm/v7")]
    [InlineData("linux/arm/6", "linux/arm/v6")]
    [InlineData("armel", "linux/arm/v6")]
    [InlineData("Linux/i386", "linux/386")]
    public void Parse_is_normalised(string text, string expected) =>
        Assert.Equal(expected, Platform.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("linux/")]
    [InlineData("a/b/c/d")]
    [InlineData("linux/am d64")]
    [InlineData("nonsense")]
    public void Parse_anything_else_says_what_is_expected(string text)
    {
        OciFormatException e = Assert.Throws<OciFormatException>(() => Platform.Parse(text));
        Assert.StartsWith($"invalid platform \"{text}\": expected os/arch", e.Message);
    }

    [Theory]
    [InlineData("linux/amd64", "linux/amd64", true)]
    [InlineData("linux/amd64", "linux/386", true)]
    [InlineData("linux/amd64", "linux/amd64/v3", false)]
    [InlineData("linux/amd64/v3", "linux/amd64/v2", true)]
    [InlineData("linux/amd64", "linux/arm64", false)]
    [InlineData("linux/amd64", "windows/amd64", false)]
    [InlineData("linux/arm64", "linux/arm64", true)]
    [InlineData("linux/arm64", "linux/arm/v7", true)]
    [InlineData("linux/arm/v6", "linux/arm/v7", false)]
    [InlineData("linux/arm/v7", "linux/arm/v6", true)]
    public void Matches_is_what_the_machine_can_run(string machine, string image, bool expected) =>
        Assert.Equal(expected, Platform.Parse(machine).Matches(Platform.Parse(image)));

    [Fact]
    public void Rank_prefers_the_nearest_variant()
    {
        Platform v7 = Platform.Parse("linux/arm/v7");
        int[] ranks = [v7.Rank(v7), v7.Rank(Platform.Parse("linux/arm/v6")),
            v7.Rank(Platform.Parse("linux/arm/v5"))];
        Assert.Equal([0, 1, 2], ranks);
    }
}
