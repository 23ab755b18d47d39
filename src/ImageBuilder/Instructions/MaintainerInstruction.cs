namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The author; deprecated in favour of a label.</summary>
internal sealed record MaintainerInstruction(string Name) : Instruction;
