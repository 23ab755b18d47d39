using MiniDocker.ImageBuilder.Cache;
using MiniDocker.ImageBuilder.Copy;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.ImageBuilder.Plan;
using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Storage.Layers;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>RUN: a container on the stage so far; what it leaves in the upper directory is the
/// layer.</summary>
internal sealed class RunStep(BuildSession session, RunInstruction run, CancellationToken cancel)
{
    private const string ScriptDirectory = "/dev/pipes";

    internal async Task RunAsync(StepContext step)
    {
        using RunMounts mounts = new(session);
        mounts.Add(step, run, cancel);
        RunNetwork network = run.Network switch
        {
            "none" => RunNetwork.None,
            "host" => RunNetwork.Host,
            _ => session.Options.Network,
        };
        (IReadOnlyList<string> arguments, Heredoc? script) = Arguments(step.State);
        StepKey key = new();
        key.Add("instruction", "RUN");
        key.Add("base", step.State.Chain.ToString());
        key.Add("argument", arguments);
        key.Add("script", script?.Content ?? "");
        foreach ((string name, string value) in Visible(step.State))
        {
            key.Add($"environment {name}", value);
        }

        key.Add("directory", step.State.WorkingDirectory);
        key.Add("user", step.State.Config.User ?? "");
        key.Add("network", network.ToString());
        key.Add("mount", mounts.Described);
        key.Add("epoch", session.Epoch?.Seconds.ToString() ?? "");
        await new LayerBuilder(session, cancel)
            .RunAsync(step, key, History(step.State, arguments), stream => Task.Run(() =>
                Execute(step, arguments, script, mounts.Mounts, network, stream), cancel))
            .ConfigureAwait(false);
    }

    private bool Execute(
        StepContext step,
        IReadOnlyList<string> arguments,
        Heredoc? script,
        IReadOnlyList<MountSpec> mounts,
        RunNetwork network,
        Stream layer)
    {
        using StageRoot root = StageRoot.Open(session.Options.Root, step.State);
        RootedTree files = root.Files
            ?? throw new DockerfileException("RUN needs files: the stage is still empty");
        using RunContainer container = new(session);
        List<MountSpec> all = [.. HostFiles(container, network), .. mounts];
        if (script is not null)
        {
            all.Add(RunSpec.Bind(
                container.WriteFile("script", script.Content, isExecutable: true),
                arguments[0],
                isReadonly: true));
        }

        RuntimeSpec spec = RunSpec.Create(
            Process(step.State, arguments, files), all, network, container.Cgroup);
        MountStubs stubs = MountStubs.Before(files, spec.Mounts.Select(m => m.Destination));
        int code = container.Run(
            spec, session.Options.Root.Layers.LowerDirs(step.State.Chain), step.Vertex, cancel);
        if (code != 0)
        {
            throw new BuildException(
                $"process \"{string.Join(' ', arguments)}\" did not complete successfully: "
                + $"exit code: {code}",
                step.Vertex.Name, run.Lines, container.Tail);
        }

        stubs.RemoveFrom(container.Upper, files);
        LayerDiffer.WriteTar(container.Upper, layer, session.Epoch, cancel);
        return true;
    }

    /// <summary>
    /// A RUN that is one here-document is a script: for the shell, or, if it begins with
    /// <c>#!</c>, a file to execute. With more on the line the shell itself reads the documents.
    /// </summary>
    private (IReadOnlyList<string> Arguments, Heredoc? Script) Arguments(StageState state)
    {
        if (run.Command.IsExec || run.Heredocs.Count == 0)
        {
            return (run.Command.Resolve(state.Shell), null);
        }

        string line = run.Command.Words[0];
        if (run.Heredocs.Count == 1 && Heredoc.TryParse(line) is not null)
        {
            Heredoc only = run.Heredocs[0];
            return only.Content.StartsWith("#!", StringComparison.Ordinal)
                ? ([$"{ScriptDirectory}/{only.Name}"], only)
                : ([.. state.Shell, only.Content], null);
        }

        string joined = line + string.Concat(run.Heredocs.Select(doc => $"\n{doc.Text}{doc.Name}"));
        return ([.. state.Shell, joined], null);
    }

    private ProcessSpec Process(
        StageState state, IReadOnlyList<string> arguments, RootedTree files)
    {
        string user = state.Config.User ?? "";
        Accounts accounts = new(() => files);
        (uint uid, uint gid) = user.Length == 0 ? (0, 0) : accounts.Parse(user);
        List<string> environment =
            [.. Visible(state).Select(pair => $"{pair.Name}={pair.Value}")];
        environment.AddRange(session.Graph.Arguments.Proxies
            .Where(pair => state.Variable(pair.Key) is null)
            .Select(pair => $"{pair.Key}={pair.Value}"));
        if (state.Variable("HOME") is null)
        {
            environment.Add($"HOME={accounts.HomeOf(user.Length == 0 ? "0" : user) ?? "/"}");
        }

        return new ProcessSpec
        {
            Args = arguments,
            Env = environment,
            Cwd = state.WorkingDirectory,
            User = new UserSpec
            {
                Uid = uid,
                Gid = gid,
                AdditionalGids = user.Contains(':') || user.Length == 0
                    ? [] : accounts.GroupsOf(user),
            },
        };
    }

    /// <summary>ENV, and those ARGs that no ENV hides.</summary>
    private static IEnumerable<(string Name, string Value)> Visible(StageState state)
    {
        foreach ((string key, string value) in state.Environment)
        {
            yield return (key, value);
        }

        foreach ((string key, string value) in state.Arguments)
        {
            if (!state.Environment.Any(pair => pair.Key == key) && !BuildArguments.IsProxy(key))
            {
                yield return (key, value);
            }
        }
    }

    private static List<MountSpec> HostFiles(RunContainer container, RunNetwork network)
    {
        string hosts = "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n";
        string resolver = network == RunNetwork.Host && File.Exists("/etc/resolv.conf")
            ? File.ReadAllText("/etc/resolv.conf") : "";
        return
        [
            RunSpec.Bind(container.WriteFile("hosts", hosts, false), "/etc/hosts", false),
            RunSpec.Bind(
                container.WriteFile("resolv.conf", resolver, false), "/etc/resolv.conf", false),
        ];
    }

    private static string History(StageState state, IReadOnlyList<string> arguments)
    {
        IEnumerable<string> build = state.Arguments
            .Where(pair => !BuildArguments.IsProxy(pair.Key))
            .Select(pair => $"{pair.Key}={pair.Value}");
        string[] shown = [.. build];
        string prefix = shown.Length == 0 ? "" : $"|{shown.Length} {string.Join(' ', shown)} ";
        return $"RUN {prefix}{string.Join(' ', arguments)} # buildkit";
    }
}
