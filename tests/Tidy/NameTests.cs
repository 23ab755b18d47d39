using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiniDocker.Tidy;

/// <summary>
/// Names are the field's words, and a file is found by the name of what is in it.
/// </summary>
public sealed class NameTests
{
    private static readonly string[] Empty = ["Manager", "Helper", "Helpers", "Utils", "Utility"];

    [Fact]
    public void Types_are_not_named_after_nothing() => SourceTree.MustBeEmpty(
        from file in SourceTree.CSharp
        from type in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where Empty.Any(word =>
            type.Identifier.Text.EndsWith(word, StringComparison.Ordinal))
        select $"{file.At(type)}: {type.Identifier.Text}",
        "a name that says nothing");

    [Fact]
    public void A_file_holds_the_public_type_it_is_named_after() => SourceTree.MustBeEmpty(
        from file in SourceTree.Product
        let expected = Path.GetFileName(file.Path).Split('.')[0]
        let types = file.Syntax.DescendantNodes()
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member.Parent is BaseNamespaceDeclarationSyntax)
            .Select(TypeName)
            .OfType<string>()
            .ToArray()
        where types.Length > 0 && !types.Contains(expected)
        select $"{file.Path}: holds {string.Join(", ", types)}",
        "a file is named after a type in it");

    [Fact]
    public void Namespaces_are_folders() => SourceTree.MustBeEmpty(
        from file in SourceTree.Product
        let declared = file.Syntax.DescendantNodes()
            .OfType<FileScopedNamespaceDeclarationSyntax>()
            .FirstOrDefault()?.Name.ToString()
        where declared is not null
        let folder = Path.GetDirectoryName(file.Path)!["src/".Length..]
            .Replace("Runtime/Core", "Runtime", StringComparison.Ordinal)
            .Replace("Runtime/Minirun", "Minirun", StringComparison.Ordinal)
            .Replace('/', '.')
        where declared != $"MiniDocker.{folder}"
        select $"{file.Path}: {declared}",
        "a namespace is the folder's name");

    [Fact]
    public void Public_members_of_the_libraries_are_documented() => SourceTree.MustBeEmpty(
        from file in SourceTree.Product
        where IsLibrary(file.Path)
        from member in file.Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where member is BaseTypeDeclarationSyntax or BaseMethodDeclarationSyntax
                or DelegateDeclarationSyntax
            && member is not ConstructorDeclarationSyntax
            && member.Modifiers.Any(SyntaxKind.PublicKeyword)
            && !member.Modifiers.Any(SyntaxKind.OverrideKeyword)
            && IsVisible(member)
            && !IsFacet(file, member)
            && !HasDocumentation(member)
        select $"{file.At(member)}: {Name(member)}",
        "a public member without documentation");

    private static bool IsLibrary(string path) =>
        new[] { "Linux", "Oci", "Storage", "Runtime/Core", "Registry/Client" }
            .Any(name => path.StartsWith($"src/{name}/", StringComparison.Ordinal));

    // `Type.Facet.cs` holds a part of a type that `Type.cs` documents.
    private static bool IsFacet(SourceFile file, MemberDeclarationSyntax member) =>
        member is BaseTypeDeclarationSyntax
        && member.Modifiers.Any(SyntaxKind.PartialKeyword)
        && Path.GetFileName(file.Path).Count(c => c == '.') > 1;

    // A public member of an internal type is seen by nobody outside.
    private static bool IsVisible(MemberDeclarationSyntax member) =>
        member.Ancestors().OfType<BaseTypeDeclarationSyntax>()
            .All(type => type.Modifiers.Any(SyntaxKind.PublicKeyword));

    private static bool HasDocumentation(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia().Any(trivia =>
            trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
            || trivia.ToString().TrimStart().StartsWith("///", StringComparison.Ordinal))
        || IsImpliedByInterface(member);

    // ToString, Equals and the like say nothing that their contract does not.
    private static bool IsImpliedByInterface(MemberDeclarationSyntax member) =>
        Name(member) is "Dispose" or "DisposeAsync" or "Equals" or "GetHashCode" or "CompareTo"
            or "Parse" or "TryParse" or "TryFormat" or "ToString"
        || member is OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax;

    private static string Name(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        _ => TypeName(member) ?? member.Kind().ToString(),
    };

    private static string? TypeName(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    };
}
