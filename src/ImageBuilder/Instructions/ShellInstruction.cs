namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The shell that the shell form uses from here on.</summary>
internal sealed record ShellInstruction(IReadOnlyList<string> Shell) : Instruction;
