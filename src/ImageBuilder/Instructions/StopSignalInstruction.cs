namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The signal that asks the container to stop.</summary>
internal sealed record StopSignalInstruction(string Signal) : Instruction;
