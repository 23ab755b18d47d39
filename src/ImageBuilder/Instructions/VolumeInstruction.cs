namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The directories whose contents outlive the container.</summary>
internal sealed record VolumeInstruction(IReadOnlyList<string> Paths) : Instruction;
