using MiniDocker.TestKit;

namespace MiniDocker.Integration.Run;

/// <summary>A root of its own with the busybox sample in it. What is left behind at its end
/// fails the test that left it.</summary>
public sealed class ContainerArea : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _minidocker;

    public ContainerArea()
    {
        Needs.Root();
        Needs.Program("busybox", "busybox-static");
        _minidocker = Repository.Executable("minidocker");
        Repository.Executable("minirun");
        Command.Run(
            new CommandOptions
            {
                Environment = new Dictionary<string, string?> { ["MINIDOCKER_ROOT"] = Root },
            },
            Path.Combine(Repository.Root, "rootfs-samples", "make-base"), "busybox")
            .MustSucceed();
    }

    public string Root => _directory["root"];

    public string this[string name] => _directory[name];

    public CommandResult Run(params string[] arguments) =>
        Command.Run(_minidocker, ["--root", Root, .. arguments]);

    public CommandResult RunWith(CommandOptions options, params string[] arguments) =>
        Command.Run(options, _minidocker, ["--root", Root, .. arguments]);

    public System.Diagnostics.Process Start(params string[] arguments) =>
        Command.Start(new CommandOptions(), _minidocker, ["--root", Root, .. arguments]);

    /// <summary>Types into a terminal: each step waits for a text and then sends one.</summary>
    public string Type(IReadOnlyList<string> arguments, params string[] steps)
    {
        string script = Path.Combine(
            Repository.Root, "tests", "Integration", "Run", "terminal.py");
        return Command.Run("python3",
            [script, string.Join('\n', steps), _minidocker, "--root", Root, .. arguments])
            .MustSucceed().Output;
    }

    public string Inspect(string container, string template) =>
        Run("inspect", "-f", template, container).MustSucceed().Output.TrimEnd();

    /// <summary>Everything of this root that is still there after its containers. A shim says
    /// that its container has ended and then ends itself, so it gets a moment.</summary>
    public IReadOnlyList<string> Leftovers()
    {
        IReadOnlyList<string> found = [];
        SpinWait.SpinUntil(() => (found = Scan()).Count == 0, TimeSpan.FromSeconds(2));
        return found;
    }

    private List<string> Scan()
    {
        List<string> found = [];
        string containers = Path.Combine(Root, "containers");
        found.AddRange(Directory.EnumerateFileSystemEntries(containers)
            .Concat(Directory.EnumerateFileSystemEntries(Path.Combine(containers, ".names")))
            .Where(path => !Path.GetFileName(path).StartsWith('.')));
        found.AddRange(File.ReadLines("/proc/mounts")
            .Where(line => line.Contains(Root, StringComparison.Ordinal)));
        foreach (string process in Directory.EnumerateDirectories("/proc")
            .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            string words = ReadWords(process);
            if (words.StartsWith("minirun", StringComparison.Ordinal)
                && words.Contains(Root, StringComparison.Ordinal))
            {
                found.Add(words);
            }
        }
        return found;
    }

    public void Dispose()
    {
        string[] ids = Run("ps", "-aq").Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length > 0)
        {
            Run(["rm", "-fv", .. ids]);
        }
        _directory.Dispose();
    }

    private static string ReadWords(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }
}
