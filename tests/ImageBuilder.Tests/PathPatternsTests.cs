using System.Text.RegularExpressions;
using CsCheck;
using MiniDocker.ImageBuilder.Context;
using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Tests;

public sealed class PathPatternsTests
{
    // The table of moby's own documentation and tests, in our words.
    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "a/b/c", true)]
    [InlineData("a", "b/a", false)]
    [InlineData("/a", "a", true)]
    [InlineData("a/", "a", true)]
    [InlineData("*.md", "README.md", true)]
    [InlineData("*.md", "docs/README.md", false)]
    [InlineData("*/*.md", "docs/README.md", true)]
    [InlineData("**/*.md", "README.md", true)]
    [InlineData("**/*.md", "a/b/README.md", true)]
    [InlineData("dir/**", "dir/file", true)]
    [InlineData("dir/**", "dir", false)]
    [InlineData("**", "a/b", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("a\\*", "a*", true)]
    [InlineData("a\\*", "ab", false)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "a/xb", false)]
    [InlineData("./a/../b", "b", true)]
    public void IsExcluded_follows_mobys_rules(string pattern, string path, bool expected) =>
        Assert.Equal(expected, PathPatterns.Parse([pattern]).IsExcluded(path));

    [Fact]
    public void IsExcluded_with_exceptions_takes_the_last_match()
    {
        PathPatterns patterns = PathPatterns.ParseFile(
            "# comment\n\n*.md\n!README*.md\nREADME-x.md");

        Assert.True(patterns.HasExceptions);
        Assert.True(patterns.IsExcluded("a.md"));
        Assert.False(patterns.IsExcluded("README.md"));
        Assert.True(patterns.IsExcluded("README-x.md"));
    }

    [Theory]
    [InlineData("!")]
    [InlineData("[")]
    [InlineData("[a-")]
    [InlineData("a\\")]
    public void Parse_of_a_broken_pattern_fails(string pattern) =>
        Assert.Throws<DockerfileException>(() => PathPatterns.Parse([pattern]));

    [Fact]
    public void IsMatch_agrees_with_a_regular_expression()
    {
        string[] tokens = ["a", "b", "/", "*", "**/", "?", "[ab]", "[^a]"];
        string[] letters = ["a", "b", "c", "/"];
        Gen<string> pattern = Gen.Int[0, tokens.Length - 1].Select(i => tokens[i])
            .List[1, 7].Select(string.Concat)
            .Where(text => !text.Contains("***") && !text.Replace("**/", "_").Contains("**"));
        Gen<string> path = Gen.Int[0, letters.Length - 1].Select(i => letters[i])
            .List[1, 8].Select(string.Concat);

        Gen.Select(pattern, path).Sample((p, s) =>
            Regex.IsMatch(s, ToRegex(p), RegexOptions.CultureInvariant)
                == PathPattern.Parse(p).IsMatch(s));
    }

    [Fact]
    public void IsMatch_of_many_stars_takes_no_exponential_time()
    {
        PathPattern pattern = PathPattern.Parse(string.Concat(Enumerable.Repeat("*a", 60)) + "b");

        Assert.False(pattern.IsMatch(new string('a', 2_000)));
    }

    private static string ToRegex(string pattern)
    {
        string text = pattern.EndsWith("**/", StringComparison.Ordinal)
            ? pattern[..^3] + "\u0001" : pattern;
        string regex = text.Replace("**/", "\u0002").Replace("*", "[^/]*").Replace("?", "[^/]")
            .Replace("[^a]", "[^a/]").Replace("\u0002", "(.*/)?").Replace("\u0001", ".*");
        return $"^{regex}$";
    }
}
