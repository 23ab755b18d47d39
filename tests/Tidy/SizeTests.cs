using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiniDocker.Tidy;

/// <summary>
/// A file is read in one sitting, a function on one screen, a line without scrolling.
/// </summary>
public sealed class SizeTests
{
    private const int LineColumnsMax = 100;
    private const int FunctionLinesMax = 70;
    private const int FileLinesMax = 400;

    [Fact]
    public void Lines_fit_in_100_columns() => SourceTree.MustBeEmpty(
        from file in SourceTree.CSharp
        where !file.IsTable
        from line in file.Lines.Index()
        where line.Item.Length > LineColumnsMax
            && !line.Item.Contains("://", StringComparison.Ordinal)
            && !file.IsInRawLiteral(line.Index)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Length} columns",
        $"no line is longer than {LineColumnsMax} columns (links and raw literals excepted)");

    [Fact]
    public void Functions_fit_on_a_screen() => SourceTree.MustBeEmpty(
        from file in SourceTree.CSharp
        where !file.IsTable
        from node in file.Syntax.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
        let span = node.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > FunctionLinesMax
        select $"{file.At(node)}: {lines} lines",
        $"no function is longer than {FunctionLinesMax} lines");

    [Fact]
    public void Files_are_read_in_one_sitting() => SourceTree.MustBeEmpty(
        from file in SourceTree.CSharp
        where !file.IsTable && file.Lines.Length - 1 > FileLinesMax
        select $"{file.Path}: {file.Lines.Length - 1} lines",
        $"no file is longer than {FileLinesMax} lines (tables excepted)");
}
