using MiniDocker.TestKit;

namespace MiniDocker.Tidy;

/// <summary>The files of this checkout that the house rules are about, each read once.</summary>
internal static class SourceTree
{
    /// <summary>Every C# file under src, tests and benchmarks.</summary>
    public static IReadOnlyList<SourceFile> CSharp { get; } =
        [.. Files("*.cs", "src", "tests", "benchmarks").Select(SourceFile.Read)];

    /// <summary>The C# files of the product alone.</summary>
    public static IEnumerable<SourceFile> Product =>
        CSharp.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Paths, relative to the checkout, of files that are written by hand.</summary>
    public static IEnumerable<string> Files(string pattern, params string[] folders) =>
        from folder in folders
        let top = Path.Combine(Repository.Root, folder)
        where Directory.Exists(top)
        from path in Directory.EnumerateFiles(top, pattern, SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Repository.Root, path)
        where !relative.Split('/').Any(part => part is "bin" or "obj" or ".cache" or "out")
        orderby relative
        select relative;

    public static string ReadText(string relative) =>
        File.ReadAllText(Path.Combine(Repository.Root, relative));

    /// <summary>Fails with one line for each offence, so that all are seen at once.</summary>
    public static void MustBeEmpty(IEnumerable<string> offences, string rule)
    {
        string[] found = [.. offences];
        Assert.True(found.Length == 0, $"{rule}:\n  {string.Join("\n  ", found)}");
    }
}
