using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.Oci;

namespace MiniDocker.ImageBuilder.Plan;

/// <summary>The stages of a Dockerfile, what each needs, and which one is wanted.</summary>
internal sealed class StageGraph
{
    internal const string Scratch = "scratch";

    private readonly List<Stage> _stages = [];

    private StageGraph(BuildArguments arguments) => Arguments = arguments;

    /// <summary>The arguments before the first FROM, and the built-in ones.</summary>
    internal BuildArguments Arguments { get; }

    internal IReadOnlyList<Stage> Stages => _stages;

    /// <summary>The stage that becomes the image.</summary>
    internal Stage Target { get; private set; } = null!;

    /// <summary>Orders instructions into stages and expands what FROM names.</summary>
    /// <exception cref="DockerfileException">No stage, an unknown target or platform.</exception>
    internal static StageGraph Build(
        IReadOnlyList<Instruction> instructions,
        IReadOnlyDictionary<string, string> buildArguments,
        string? target,
        char escape)
    {
        StageGraph graph = new(new BuildArguments(buildArguments, target ?? "default"));
        foreach (Instruction instruction in instructions)
        {
            graph.Add(instruction, escape);
        }

        if (graph._stages.Count == 0)
        {
            throw new DockerfileException("dockerfile contains no stages to build");
        }

        graph.Target = target is null
            ? graph._stages[^1]
            : graph.Find(target, graph._stages.Count) ?? throw graph.UnknownTarget(target);
        return graph;
    }

    /// <summary>An earlier stage by name or number; null when the text names none.</summary>
    internal Stage? Find(string name, int before)
    {
        if (int.TryParse(name, out int index))
        {
            return index >= 0 && index < before ? _stages[index] : null;
        }

        for (int i = before - 1; i >= 0; i--)
        {
            if (string.Equals(_stages[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return _stages[i];
            }
        }

        return null;
    }

    private void Add(Instruction instruction, char escape)
    {
        Expander expander = new(escape, Arguments.Get);
        switch (instruction)
        {
            case FromInstruction from:
                try
                {
                    AddStage(from, expander);
                }
                catch (DockerfileException error)
                {
                    throw error.At(from.Lines);
                }

                break;
            case ArgInstruction arg when _stages.Count == 0:
                foreach (KeyValue pair in arg.Arguments)
                {
                    Arguments.DeclareGlobal(
                        pair.Key, pair.Value is { } text ? expander.Expand(text) : null);
                }

                break;
            case var _ when _stages.Count == 0:
                throw new DockerfileException(
                    $"dockerfile parse error on line {instruction.Lines.First}: "
                    + "no build stage in current context",
                    instruction.Lines);
            default:
                _stages[^1].Instructions.Add(instruction);
                break;
        }
    }

    private void AddStage(FromInstruction from, Expander expander)
    {
        string image = expander.Expand(from.Image);
        if (image.Length == 0)
        {
            throw new DockerfileException($"base name ({from.Image}) should not be blank");
        }

        if (from.Platform is { } platform)
        {
            RequireHost(expander.Expand(platform), platform);
        }

        Stage stage = new(_stages.Count, from)
        {
            Image = image,
            Base = int.TryParse(image, out _) ? null : Find(image, _stages.Count),
        };
        _stages.Add(stage);
    }

    /// <summary>RUN needs the host's processor: another platform is refused by name.</summary>
    internal static void RequireHost(string platform, string written)
    {
        if (platform.Length == 0)
        {
            throw new DockerfileException($"empty platform value from expression {written}");
        }

        Platform host = Platform.Host;
        string[] parts = platform.ToLowerInvariant().Split('/');
        string architecture = parts.Length > 1 ? parts[1] : parts[0];
        bool isHost = (parts.Length == 1 || parts[0] == host.OS)
            && architecture switch
            {
                "x86_64" or "x86-64" => "amd64",
                "aarch64" => "arm64",
                _ => architecture,
            } == host.Architecture;
        if (!isHost)
        {
            throw new DockerfileException(
                $"platform {platform} cannot be built on {host}: use the host's platform");
        }
    }

    private DockerfileException UnknownTarget(string target)
    {
        IEnumerable<string> names = _stages.Select(stage => stage.Name).OfType<string>();
        return new DockerfileException(
            $"target stage \"{target}\" could not be found{Suggestion.For(target, names)}");
    }
}
