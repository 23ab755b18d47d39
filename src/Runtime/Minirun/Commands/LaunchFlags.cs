using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>The flags that create and run share.</summary>
internal sealed class LaunchFlags
{
    private readonly ValueOption<string?> bundle;
    private readonly ValueOption<string?> config;
    private readonly ValueOption<string?> consoleSocket;
    private readonly ValueOption<string?> pidFdSocket;
    private readonly ValueOption<string?> pidFile;
    private readonly ValueOption<int> preserveFds;
    private readonly FlagOption noPivot;
    private readonly FlagOption noNewKeyring;

    internal LaunchFlags(OptionSet options)
    {
        bundle = options.Text("bundle", 'b', "the bundle's directory, instead of this one", "DIR");
        config = options.Text("config", 'f', "the configuration, instead of config.json", "FILE");
        consoleSocket = options.Text(
            "console-socket", "send the terminal's master to the listener at PATH", "PATH");
        pidFdSocket = options.Text(
            "pidfd-socket", "send a pidfd of the init to the listener at PATH", "PATH");
        pidFile = options.Text("pid-file", "write the init's pid to FILE", "FILE");
        preserveFds = options.Value(
            "preserve-fds", '\0', "N", "pass N more descriptors from 3 on", 0, ParseCount);
        noPivot = options.Flag("no-pivot", "do not use pivot_root (ramfs)");
        noNewKeyring = options.Flag("no-new-keyring", "stay in the caller's session keyring");
    }

    internal bool HasConsoleSocket => consoleSocket.Value is not null;

    internal string Bundle => bundle.Value ?? ".";

    internal string? ConfigPath => config.Value;

    internal ContainerRequest ToRequest(string id, Globals globals) => new()
    {
        Id = id,
        Bundle = Bundle,
        ConfigPath = config.Value,
        ConsoleSocketPath = consoleSocket.Value,
        PidFdSocketPath = pidFdSocket.Value,
        PidFile = pidFile.Value,
        PreserveFds = preserveFds.Value + ListenFds.Count,
        NoPivot = noPivot.Value,
        NoNewKeyring = noNewKeyring.Value,
        NoCgroup = globals.NoCgroup,
    };

    internal static int ParseCount(string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out int count)
            && count <= ListenFds.CountMax
            ? count : throw new FormatException($"use a number from 0 to {ListenFds.CountMax}");
}
