namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>Adds labels to the image.</summary>
internal sealed record LabelInstruction(IReadOnlyList<KeyValue> Labels) : Instruction;
