namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The ports that the container listens on.</summary>
internal sealed record ExposeInstruction(IReadOnlyList<string> Ports) : Instruction;
