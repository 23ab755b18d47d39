namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>Sets variables of the image.</summary>
internal sealed record EnvInstruction(IReadOnlyList<KeyValue> Variables) : Instruction;
