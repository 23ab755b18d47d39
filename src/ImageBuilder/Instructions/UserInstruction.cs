namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The user for what follows and for the container.</summary>
internal sealed record UserInstruction(string User) : Instruction;
