using System.Text.RegularExpressions;
using MiniDocker.TestKit;

namespace MiniDocker.Tidy;

/// <summary>Texts are clean, and what the documents point to is there.</summary>
public sealed partial class TextTests
{
    private static readonly string[] Documents =
    [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md",
        .. SourceTree.Files("*.md", "docs", "rootfs-samples", "benchmarks"),
    ];

    [Fact]
    public void Sources_have_no_tabs_trailing_blanks_or_carriage_returns() =>
        SourceTree.MustBeEmpty(
            from file in SourceTree.CSharp
            from line in file.Lines.Index()
            where !file.IsInRawLiteral(line.Index)
                && (line.Item.Contains('\t') || line.Item.EndsWith(' ')
                    || line.Item.EndsWith('\r'))
            select $"{file.Path}:{line.Index + 1}",
            "a tab, a trailing blank or a carriage return");

    [Fact]
    public void Sources_end_with_one_newline() => SourceTree.MustBeEmpty(
        from file in SourceTree.CSharp
        where !file.Text.EndsWith('\n') || file.Text.EndsWith("\n\n", StringComparison.Ordinal)
        select file.Path,
        "a file ends with exactly one newline");

    [Fact]
    public void Documents_have_one_title() => SourceTree.MustBeEmpty(
        from document in Documents
        let titles = WithoutCode(SourceTree.ReadText(document)).Split('\n')
            .Count(line => line.StartsWith("# ", StringComparison.Ordinal))
        where titles != 1
        select $"{document}: {titles} titles",
        "a document has exactly one `# ` title");

    [Fact]
    public void Links_lead_somewhere() => SourceTree.MustBeEmpty(
        from document in Documents
        from Match link in Link().Matches(WithoutCode(SourceTree.ReadText(document)))
        let target = link.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        let folder = Path.GetDirectoryName(document)!
        let path = Path.Combine(Repository.Root, folder, target)
        where !Path.Exists(path)
        select $"{document}: {target}",
        "a link without an end");

    private static string WithoutCode(string text) => Fence().Replace(text, "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
