namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The directory for what follows and for the container.</summary>
internal sealed record WorkdirInstruction(string Path) : Instruction;
