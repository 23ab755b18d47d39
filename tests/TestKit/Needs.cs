namespace MiniDocker.TestKit;

/// <summary>
/// What a test needs of its machine; a test whose need is not met is skipped by name.
/// </summary>
public static class Needs
{
    public static void Root() =>
        Assert.SkipUnless(Environment.UserName == "root", "needs root");

    /// <summary>The absolute path of a program on PATH, from the Debian package named.</summary>
    public static string Program(string name, string package)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Concat(["/usr/sbin", "/sbin"])
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"needs {name}: apt-get install {package}");
        return path!;
    }
}
