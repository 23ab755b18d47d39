using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun;

/// <summary>The flags before the command, which are the same for all.</summary>
internal sealed class Globals
{
    private ValueOption<string?>? root;
    private ValueOption<string?>? cgroupManager;
    private FlagOption? systemd;
    private FlagOption? debug;
    private FlagOption? version;

    internal ErrorLog Log { get; } = new();

    /// <summary>Where the states are.</summary>
    internal StateStore Store => new(Root);

    /// <summary>Whether cgroups are left to whoever set them up.</summary>
    internal bool NoCgroup => cgroupManager?.Value == "disabled";

    private string Root => root?.Value ?? DefaultRoot();

    internal void DeclareOn(OptionSet options)
    {
        root = options.Text("root", "directory of container states", "DIR");
        options.Value<string?>("log", '\0', "FILE", "write errors to FILE too", null,
            SetLog);
        options.Value<string?>("log-format", '\0', "FORMAT", "text or json", null, SetFormat);
        options.Value<string?>("log-level", '\0', "LEVEL", "debug, warning or error", null,
            SetLevel);
        debug = options.Flag("debug", "log what is done");
        systemd = options.Flag("systemd-cgroup", "make cgroups through systemd");
        cgroupManager = options.Value<string?>("cgroup-manager", '\0', "NAME",
            "cgroupfs, systemd or disabled", null, CheckManager);
        options.Value<string?>("rootless", '\0', "BOOL", "true, false or auto", null,
            CheckRootless);
        version = options.Flag("version", 'v', "print the version");
    }

    /// <summary>Whether only the version was asked for.</summary>
    internal bool AsksVersion => version is { Value: true };

    /// <summary>Refuses what this machine cannot do, before anything is made.</summary>
    internal void Check()
    {
        Log.IsDebug |= debug is { Value: true };
        bool wantsSystemd = systemd is { Value: true } || cgroupManager?.Value == "systemd";
        if (wantsSystemd && !Directory.Exists("/run/systemd/system"))
        {
            throw new ContainerException(
                "make cgroups through systemd: it does not run on this machine; "
                + "leave out --systemd-cgroup");
        }
    }

    private string SetLog(string path) => Log.Path = Path.GetFullPath(path);

    private string? SetFormat(string text)
    {
        Log.IsJson = text switch
        {
            "json" => true,
            "text" => false,
            _ => throw new FormatException("use text or json"),
        };
        return text;
    }

    private string SetLevel(string text)
    {
        Log.IsDebug = text == "debug";
        return text is "debug" or "info" or "warning" or "error"
            ? text : throw new FormatException("use debug, info, warning or error");
    }

    private static string CheckManager(string text) =>
        text is "cgroupfs" or "systemd" or "disabled"
            ? text : throw new FormatException("use cgroupfs, systemd or disabled");

    private static string CheckRootless(string text) =>
        text is "true" or "false" or "auto"
            ? text : throw new FormatException("use true, false or auto");

    // Like runc: a user's states are in the directory that goes when the user logs out.
    private static string DefaultRoot() =>
        Linux.ProcessOwner.EffectiveUid != 0
            && Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime
            ? Path.Combine(runtime, "minirun")
            : StateStore.DefaultRoot;
}
