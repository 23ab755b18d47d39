using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Tests.Dockerfile;

public sealed class ExpanderTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["x"] = "value",
        ["empty"] = "",
        ["path"] = "/a/b/c.tar.gz",
        ["two"] = "80 443",
    };

    [Theory]
    [InlineData("$x-${x}", "value-value")]
    [InlineData("\\$x", "$x")]
    [InlineData("'$x'", "$x")]
    [InlineData("\"$x\"", "value")]
    [InlineData("$", "$")]
    [InlineData("a$.b", "a$.b")]
    [InlineData("$unset", "")]
    [InlineData("${unset:-d}", "d")]
    [InlineData("${empty:-d}", "d")]
    [InlineData("${empty-d}", "")]
    [InlineData("${unset-d}", "d")]
    [InlineData("${x:+d}", "d")]
    [InlineData("${empty:+d}", "")]
    [InlineData("${empty+d}", "d")]
    [InlineData("${unset:-${x:-y}}", "value")]
    [InlineData("${unset:-a b}", "a b")]
    [InlineData("${x:?no}", "value")]
    [InlineData("${path#*/}", "a/b/c.tar.gz")]
    [InlineData("${path##*/}", "c.tar.gz")]
    [InlineData("${path%.*}", "/a/b/c.tar")]
    [InlineData("${path%%.*}", "/a/b/c")]
    [InlineData("${path/b/X}", "/a/X/c.tar.gz")]
    [InlineData("${path//\\//-}", "-a-b-c.tar.gz")]
    [InlineData("${path//?.tar/y}", "/a/b/y.gz")]
    [InlineData("\"a\\b\"", "a\\b")]
    [InlineData("a\\b", "ab")]
    public void Expand_follows_the_reference(string text, string expected) =>
        Assert.Equal(expected, New().Expand(text));

    [Theory]
    [InlineData("${unset:?is needed}", "unset: is needed")]
    [InlineData("${unset?}", "unset: is not allowed to be unset")]
    [InlineData("${empty:?}", "empty: is not allowed to be empty")]
    [InlineData("${x", "syntax error: missing '}'")]
    [InlineData("${}", "syntax error: bad substitution")]
    [InlineData("${x:z}", "unsupported modifier (:z) in substitution")]
    [InlineData("'a", "unexpected end of statement while looking for matching single-quote")]
    [InlineData("\"a", "unexpected end of statement while looking for matching double-quote")]
    public void Expand_of_a_mistake_says_which(string text, string message) =>
        Assert.Equal(
            message, Assert.Throws<DockerfileException>(() => New().Expand(text)).Message);

    [Fact]
    public void ExpandWords_splits_what_an_unquoted_variable_brings() =>
        Assert.Equal(["80", "443", "80 443"], New().ExpandWords("$two \"$two\""));

    [Fact]
    public void Expand_with_kept_quotes_only_replaces_variables() =>
        Assert.Equal(
            "'value' \"a\" \\n $x",
            new Expander('\\', Get) { KeepQuotes = true }.Expand("'$x' \"a\" \\n \\$x"));

    [Fact]
    public void Expand_of_deep_nesting_is_refused()
    {
        string text = string.Concat(Enumerable.Repeat("${u:-", 200)) + new string('}', 200);

        Assert.Contains("nest",
            Assert.Throws<DockerfileException>(() => New().Expand(text)).Message);
    }

    private static Expander New() => new('\\', Get);

    private static string? Get(string name) => Values.GetValueOrDefault(name);
}
