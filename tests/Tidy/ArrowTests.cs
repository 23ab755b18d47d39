using System.Xml.Linq;

namespace MiniDocker.Tidy;

/// <summary>The arrows of ARCHITECTURE.md: who may know whom.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Linux"] = [],
        ["Oci"] = [],
        ["CommandLine"] = [],
        ["Storage"] = ["Oci", "Linux"],
        ["Runtime"] = ["Oci", "Linux"],
        ["Minirun"] = ["Runtime", "CommandLine", "Oci", "Linux"],
        ["Registry.Client"] = ["Oci", "Storage"],
        ["Registry.Server"] = ["Oci", "Storage", "CommandLine"],
        ["ImageBuilder"] = ["Oci", "Linux", "Storage", "Runtime", "Registry.Client"],
        ["Engine"] = ["Oci", "Linux", "Storage", "Runtime", "Registry.Client"],
        ["Cli"] =
        [
            "Engine", "ImageBuilder", "CommandLine", "Oci", "Linux", "Storage", "Runtime",
            "Registry.Client",
        ],
    };

    [Fact]
    public void Projects_refer_only_to_what_stands_below_them() => SourceTree.MustBeEmpty(
        from project in SourceTree.Files("*.csproj", "src")
        let name = ShortName(project)
        from reference in References(project, "ProjectReference").Select(ShortName)
        where !Allowed[name].Contains(reference)
        select $"{name} -> {reference}",
        "an arrow that ARCHITECTURE.md does not have");

    [Fact]
    public void Storage_never_sees_a_process_and_registry_never_sees_the_kernel() =>
        SourceTree.MustBeEmpty(
            from file in SourceTree.Product
            where IsBelow(file, "src/Storage") && Uses(file, "MiniDocker.Runtime")
                || IsBelow(file, "src/Registry") && Uses(file, "MiniDocker.Linux")
                || IsBelow(file, "src/Runtime") && Uses(file, "MiniDocker.Storage")
            select file.Path,
            "a namespace that this project may not know");

    [Fact]
    public void TmdsLibC_is_fenced_inside_Linux() => SourceTree.MustBeEmpty(
        from project in SourceTree.Files("*.csproj", "src", "tests", "benchmarks")
        where References(project, "PackageReference").Contains("Tmds.LibC")
            && ShortName(project) != "Linux"
        select project,
        "only src/Linux may refer to Tmds.LibC");

    [Fact]
    public void Packages_have_one_version_in_one_file() => SourceTree.MustBeEmpty(
        from project in SourceTree.Files("*.csproj", "src", "tests", "benchmarks")
        from element in XDocument.Parse(SourceTree.ReadText(project))
            .Descendants("PackageReference")
        where element.Attribute("Version") is not null
        select $"{project}: {element}",
        "versions are pinned in Directory.Packages.props");

    private static bool IsBelow(SourceFile file, string folder) =>
        file.Path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static bool Uses(SourceFile file, string name) =>
        file.Lines.Any(line => line.StartsWith($"using {name}", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project, string kind) =>
        from element in XDocument.Parse(SourceTree.ReadText(project)).Descendants(kind)
        select (string)element.Attribute("Include")!;

    private static string ShortName(string project) =>
        Path.GetFileNameWithoutExtension(project)["MiniDocker.".Length..];
}
