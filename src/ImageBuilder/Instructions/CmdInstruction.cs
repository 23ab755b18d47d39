namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The container's default command.</summary>
internal sealed record CmdInstruction(CommandLine Command) : Instruction;
