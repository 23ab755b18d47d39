using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiniDocker.Tidy;

/// <summary>Calls and words that are banned, because each has cost somebody a day.</summary>
public sealed class CallTests
{
    [Fact]
    public void Native_calls_are_declared_in_Linux_only_by_LibraryImport() =>
        SourceTree.MustBeEmpty(
            from file in SourceTree.Product
            from attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>()
            let name = attribute.Name.ToString()
            where name == "DllImport"
                || name == "LibraryImport"
                    && !file.Path.StartsWith("src/Linux/", StringComparison.Ordinal)
            select $"{file.At(attribute)}: {name}",
            "LibraryImport, and only in src/Linux");

    [Fact]
    public void Nobody_forks() => SourceTree.MustBeEmpty(
        from file in SourceTree.Product
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let name = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            IdentifierNameSyntax identifier => identifier.Identifier.Text,
            _ => "",
        }
        where name is "fork" or "vfork" or "clone"
        select $"{file.At(call)}: {name}",
        "a managed process must not fork: posix_spawn, or minirun's launch plan");

    [Fact]
    public void Nothing_sleeps_or_waits_for_a_later_day() => SourceTree.MustBeEmpty(
        from file in SourceTree.CSharp
        where !file.Path.StartsWith("tests/Tidy/", StringComparison.Ordinal)
        from line in file.Lines.Index()
        where line.Item.Contains("Thread.Sleep", StringComparison.Ordinal)
            || line.Item.Contains("NotImplementedException", StringComparison.Ordinal)
            || line.Item.Contains("TODO", StringComparison.Ordinal)
            || line.Item.Contains("FIXME", StringComparison.Ordinal)
            || line.Item.Contains("Assert.True(true", StringComparison.Ordinal)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}",
        "no sleeps, stubs or to-dos");

    [Fact]
    public void The_kernel_and_the_launch_plan_are_synchronous() => SourceTree.MustBeEmpty(
        from file in SourceTree.Product
        where file.Path.StartsWith("src/Linux/", StringComparison.Ordinal)
            || file.Path.StartsWith("src/Runtime/", StringComparison.Ordinal)
        from node in file.Syntax.DescendantNodes().OfType<AwaitExpressionSyntax>()
        select file.At(node),
        "namespaces are per thread, an await resumes on another");
}
