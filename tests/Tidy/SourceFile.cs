using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MiniDocker.Tidy;

/// <summary>A C# file with its lines and its syntax tree.</summary>
internal sealed record SourceFile(string Path, string Text, string[] Lines, SyntaxNode Syntax)
{
    /// <summary>
    /// Tables of facts (syscall numbers, default profiles) may be as long as they are.
    /// </summary>
    public bool IsTable =>
        Path.EndsWith(".Generated.cs", StringComparison.Ordinal)
        || Lines.Take(12).Any(line => line.Contains("A table of", StringComparison.Ordinal));

    public static SourceFile Read(string relative)
    {
        string text = SourceTree.ReadText(relative);
        return new(relative, text, text.Split('\n'), CSharpSyntaxTree.ParseText(text).GetRoot());
    }

    /// <summary>Whether a line, counted from 0, is text between triple quotes.</summary>
    public bool IsInRawLiteral(int line) => Lines.Take(line)
        .Count(text => text.Contains("\"\"\"", StringComparison.Ordinal)) % 2 == 1;

    public string At(SyntaxNode node) =>
        $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
