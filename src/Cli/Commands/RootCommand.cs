using MiniDocker.CommandLine;
using MiniDocker.Storage;

namespace MiniDocker.Cli.Commands;

/// <summary><c>minidocker</c> itself: the global flags and the list of commands.</summary>
internal sealed class RootCommand : CommandGroup
{
    internal const string Version = "0.1.0";

    private readonly Session _session;
    private readonly ValueOption<string?> _root;
    private readonly FlagOption _debug;
    private readonly FlagOption _version;

    internal RootCommand(Session session)
        : base("A container engine in one program: build, ship and run, without a daemon",
            CommandList.All(session))
    {
        _session = session;
        _root = Options.Text("root",
            $"Directory of all state (default \"{StorageRoot.DefaultPath}\", or "
            + $"{StorageRoot.EnvironmentVariable})");
        _debug = Options.Flag("debug", 'D', "Show where errors come from");
        _version = Options.Flag("version", 'v', "Print version information and quit");
        const string Daemonless = "there is no daemon, and so no client configuration";
        Options.NotYet("config", Daemonless);
        Options.NotYet("context", Daemonless, 'c');
        Options.NotYet("host", Daemonless, 'H');
        Options.NotYet("log-level", Daemonless, 'l');
        foreach (string name in new[] { "tls", "tlsverify" })
        {
            Options.NotYet(name, Daemonless, takesValue: false);
        }
    }

    public override string Usage => "[OPTIONS] COMMAND";

    protected override int? OnFlags()
    {
        _session.RootOption = _root.Value;
        _session.IsDebug = _debug.Value;
        if (!_version.Value)
        {
            return null;
        }
        Console.Out.WriteLine($"MiniDocker version {Version}");
        return 0;
    }
}
