using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.Oci;

namespace MiniDocker.ImageBuilder.Plan;

/// <summary>What a stage has come to: its layers, its configuration and its variables.</summary>
internal sealed class StageState
{
    internal const string DefaultPath =
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly string[] DefaultShell = ["/bin/sh", "-c"];

    private readonly List<(string Key, string Value)> _environment = [];
    private readonly List<(string Key, string Value)> _arguments = [];

    internal List<DiffId> DiffIds { get; } = [];

    internal List<Descriptor> Layers { get; } = [];

    internal List<HistoryEntry> History { get; } = [];

    /// <summary>The stack of all layers so far; empty for scratch.</summary>
    internal ChainId Chain { get; private set; }

    internal ContainerDefaults Config { get; set; } = new();

    /// <summary>Whether this stage itself has a CMD, which its ENTRYPOINT then leaves.</summary>
    internal bool HasOwnCmd { get; set; }

    internal string? Author { get; set; }

    internal IReadOnlyList<string> Shell => Config.Shell ?? DefaultShell;

    internal string WorkingDirectory =>
        string.IsNullOrEmpty(Config.WorkingDir) ? "/" : Config.WorkingDir;

    internal IReadOnlyList<(string Key, string Value)> Environment => _environment;

    /// <summary>Arguments declared in this stage, in order.</summary>
    internal IReadOnlyList<(string Key, string Value)> Arguments => _arguments;

    /// <summary>Starts from an image's configuration.</summary>
    internal static StageState FromImage(ImageConfig config, IReadOnlyList<Descriptor> layers)
    {
        StageState state = new() { Config = config.Config, Author = config.Author };
        state.DiffIds.AddRange(config.Rootfs.DiffIds);
        state.Layers.AddRange(layers);
        state.History.AddRange(config.History ?? []);
        state.Chain = config.ChainId;
        foreach (string variable in config.Config.Env ?? [])
        {
            int equals = variable.IndexOf('=');
            state.SetEnvironment(
                equals < 0 ? variable : variable[..equals],
                equals < 0 ? "" : variable[(equals + 1)..]);
        }

        return state;
    }

    /// <summary>Starts from another stage's end: its arguments are inherited, as in
    /// BuildKit.</summary>
    internal static StageState FromStage(StageState parent)
    {
        StageState state = new() { Config = parent.Config, Author = parent.Author };
        state.DiffIds.AddRange(parent.DiffIds);
        state.Layers.AddRange(parent.Layers);
        state.History.AddRange(parent.History);
        state._environment.AddRange(parent._environment);
        state._arguments.AddRange(parent._arguments);
        state.Chain = parent.Chain;
        state.Config = state.Config with { OnBuild = null };
        return state;
    }

    /// <summary>A variable as instructions see it: ENV wins over ARG.</summary>
    internal string? Variable(string name)
    {
        foreach ((string key, string value) in _environment)
        {
            if (key == name)
            {
                return value;
            }
        }

        foreach ((string key, string value) in _arguments)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    internal Expander Expander(char escape) => new(escape, Variable);

    internal void SetEnvironment(string key, string value)
    {
        Set(_environment, key, value);
        Config = Config with { Env = [.. _environment.Select(pair => $"{pair.Key}={pair.Value}")] };
    }

    internal void SetArgument(string key, string value) => Set(_arguments, key, value);

    /// <summary>PATH is always set, as BuildKit does for every stage, scratch included.</summary>
    internal void SetDefaultPath()
    {
        if (!_environment.Exists(pair => pair.Key == "PATH"))
        {
            SetEnvironment("PATH", DefaultPath);
        }
    }

    internal void AddLayer(DiffId diffId, Descriptor layer)
    {
        DiffIds.Add(diffId);
        Layers.Add(layer);
        Chain = Chain.Append(diffId);
    }

    private static void Set(List<(string Key, string Value)> list, string key, string value)
    {
        int index = list.FindIndex(pair => pair.Key == key);
        if (index < 0)
        {
            list.Add((key, value));
        }
        else
        {
            list[index] = (key, value);
        }
    }
}
