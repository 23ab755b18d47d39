namespace MiniDocker.TestKit;

/// <summary>Where this checkout is and where its built executables are.</summary>
public static class Repository
{
    /// <summary>
    /// The folder that holds <c>MiniDocker.sln</c>, found upwards from the test binary.
    /// </summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// The path of an executable that <c>make build</c> left in <c>out/</c>; skips the test, naming
    /// the command to type, when it is not there.
    /// </summary>
    public static string Executable(string name)
    {
        string path = Path.Combine(Root, "out", name);
        Assert.SkipUnless(File.Exists(path), $"needs out/{name}: run `make build` first");
        return path;
    }

    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null
            && !File.Exists(Path.Combine(directory.FullName, "MiniDocker.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName
            ?? throw new DirectoryNotFoundException(
                $"no MiniDocker.sln above {AppContext.BaseDirectory}");
    }
}
