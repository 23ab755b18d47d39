using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.Oci;

namespace MiniDocker.ImageBuilder.Plan;

/// <summary>The instructions that only change the configuration: nothing is executed.</summary>
internal sealed class ConfigSteps(StageState state, BuildArguments arguments, char escape)
{
    /// <summary>Applies an instruction; false when it is one that makes a layer.</summary>
    internal bool TryApply(Instruction instruction)
    {
        switch (instruction)
        {
            case ArgInstruction arg:
                ApplyArg(arg);
                return true;
            case EnvInstruction env:
                ApplyEnv(env);
                break;
            case LabelInstruction label:
                ApplyLabel(label);
                break;
            case MaintainerInstruction maintainer:
                state.Author = maintainer.Name;
                AddHistory($"MAINTAINER {maintainer.Name}");
                return true;
            case UserInstruction user:
                state.Config = state.Config with { User = Expand(user.User) };
                AddHistory($"USER {state.Config.User}");
                return true;
            case CmdInstruction cmd:
                state.Config = state.Config with { Cmd = Resolve(cmd.Command) };
                state.HasOwnCmd = true;
                AddHistory($"CMD {Show(state.Config.Cmd)}");
                return true;
            case EntrypointInstruction entrypoint:
                // A CMD that came with the base was meant for the base's program.
                state.Config = state.Config with
                {
                    Entrypoint = Resolve(entrypoint.Command),
                    Cmd = state.HasOwnCmd ? state.Config.Cmd : null,
                };
                AddHistory($"ENTRYPOINT {Show(state.Config.Entrypoint)}");
                return true;
            case ExposeInstruction expose:
                ApplyExpose(expose);
                return true;
            case VolumeInstruction volume:
                IEnumerable<string> paths = volume.Paths.Select(Expand);
                state.Config = state.Config with { Volumes = Union(state.Config.Volumes, paths) };
                AddHistory($"VOLUME [{string.Join(' ', volume.Paths.Select(Expand))}]");
                return true;
            case ShellInstruction shell:
                state.Config = state.Config with { Shell = shell.Shell };
                AddHistory($"SHELL [{string.Join(' ', shell.Shell)}]");
                return true;
            case StopSignalInstruction stop:
                ApplyStopSignal(stop);
                return true;
            case HealthcheckInstruction check:
                ApplyHealthcheck(check);
                return true;
            case OnbuildInstruction onbuild:
                state.Config = state.Config with
                {
                    OnBuild = [.. state.Config.OnBuild ?? [], onbuild.Trigger],
                };
                AddHistory($"ONBUILD {onbuild.Trigger}");
                return true;
            default:
                return false;
        }

        AddHistory(instruction.Text);
        return true;
    }

    private void ApplyArg(ArgInstruction arg)
    {
        foreach (KeyValue pair in arg.Arguments)
        {
            string? value = pair.Value is { } text ? Expand(text) : null;
            if (arguments.Resolve(pair.Key, value) is { } resolved)
            {
                state.SetArgument(pair.Key, resolved);
            }

            AddHistory(value is null ? $"ARG {pair.Key}" : $"ARG {pair.Key}={value}");
        }
    }

    private void ApplyEnv(EnvInstruction env)
    {
        // One instruction sees only what was before it: ENV a=b c=$a is the old a.
        List<(string Key, string Value)> expanded =
            [.. env.Variables.Select(pair => (Expand(pair.Key), Expand(pair.Value!)))];
        foreach ((string key, string value) in expanded)
        {
            state.SetEnvironment(key, value);
        }
    }

    private void ApplyLabel(LabelInstruction label)
    {
        Dictionary<string, string> labels = new(
            state.Config.Labels ?? new Dictionary<string, string>());
        foreach (KeyValue pair in label.Labels)
        {
            labels[Expand(pair.Key)] = Expand(pair.Value!);
        }

        state.Config = state.Config with { Labels = labels };
    }

    private void ApplyExpose(ExposeInstruction expose)
    {
        Expander expander = state.Expander(escape);
        List<string> ports = [];
        foreach (string word in expose.Ports)
        {
            foreach (string port in expander.ExpandWords(word))
            {
                ports.AddRange(PortRange.Parse(port));
            }
        }

        state.Config = state.Config with { ExposedPorts = Union(state.Config.ExposedPorts, ports) };
        AddHistory($"EXPOSE [{string.Join(' ', ports.Order(StringComparer.Ordinal))}]");
    }

    private void ApplyStopSignal(StopSignalInstruction stop)
    {
        string signal = Expand(stop.Signal);
        if (!SignalName.IsValid(signal))
        {
            throw new DockerfileException($"Invalid signal: {signal}");
        }

        state.Config = state.Config with { StopSignal = signal };
        AddHistory($"STOPSIGNAL {signal}");
    }

    private void ApplyHealthcheck(HealthcheckInstruction check)
    {
        string[] none = ["NONE"];
        IReadOnlyList<string> test = check.Command is null ? none
            : check.Command.IsExec ? ["CMD", .. check.Command.Words]
            : ["CMD-SHELL", check.Command.Words[0]];
        state.Config = state.Config with
        {
            Healthcheck = new HealthCheckConfig
            {
                Test = test,
                IntervalNs = check.Interval,
                TimeoutNs = check.Timeout,
                StartPeriodNs = check.StartPeriod,
                StartIntervalNs = check.StartInterval,
                Retries = check.Retries,
            },
        };
        AddHistory(check.Text);
    }

    private IReadOnlyList<string> Resolve(CommandLine command) =>
        command.Words.Count == 0 ? [] : command.Resolve(state.Shell);

    private static string Show(IReadOnlyList<string>? words) =>
        $"[{string.Join(' ', (words ?? []).Select(word => $"\"{word}\""))}]";

    private string Expand(string text) => state.Expander(escape).Expand(text);

    private static IReadOnlyList<string> Union(
        IReadOnlyList<string>? before, IEnumerable<string> added) =>
        [.. (before ?? []).Union(added).Order(StringComparer.Ordinal)];

    private void AddHistory(string text) => state.History.Add(new HistoryEntry
    {
        CreatedBy = text,
        Comment = HistoryComment.Text,
        EmptyLayer = true,
    });
}
