using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.ImageBuilder.Plan;
using MiniDocker.Oci;

namespace MiniDocker.ImageBuilder;

/// <summary>
/// Dockerfile instructions outside of a Dockerfile: <c>--change</c> of import and commit.
/// </summary>
public static class ConfigChanges
{
    private const char Escape = '\\';

    /// <summary>Applies instructions that change a configuration, in order.</summary>
    /// <exception cref="DockerfileException">One is not an instruction.</exception>
    /// <exception cref="OciFormatException">One would make a layer, such as RUN.</exception>
    public static ContainerDefaults Apply(ContainerDefaults config, IEnumerable<string> changes)
    {
        var state = StageState.FromImage(
            new ImageConfig { Config = config }, []);
        var steps = new ConfigSteps(
            state, new BuildArguments(new Dictionary<string, string>(), ""), Escape);
        foreach (string change in changes)
        {
            var source = DockerfileSource.FromText("--change", change);
            foreach (Instruction instruction in InstructionParser.ParseAll(source))
            {
                if (instruction is WorkdirInstruction workdir)
                    state.Config = state.Config with { WorkingDir = workdir.Path };
                else if (!steps.TryApply(instruction))
                    throw new OciFormatException(
                        $"{change.Split(' ')[0].ToUpperInvariant()} is not a valid change command");
            }
        }
        return state.Config;
    }
}
