using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.ImageBuilder.Plan;
using MiniDocker.ImageBuilder.Progress;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>One step while it is carried out.</summary>
/// <param name="Instruction">What is asked for.</param>
/// <param name="State">The stage as it is before the step.</param>
/// <param name="Vertex">Its line in the progress.</param>
/// <param name="Slot">What this step is called from build to build.</param>
internal sealed record StepContext(
    Instruction Instruction, StageState State, BuildVertex Vertex, string Slot)
{
    /// <summary>Variables expanded as this instruction sees them.</summary>
    internal string Expand(string text, char escape) => State.Expander(escape).Expand(text);
}
