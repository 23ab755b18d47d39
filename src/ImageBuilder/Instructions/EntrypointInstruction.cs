namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The container's program.</summary>
internal sealed record EntrypointInstruction(CommandLine Command) : Instruction;
