namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>Declares build arguments, with defaults or without.</summary>
internal sealed record ArgInstruction(IReadOnlyList<KeyValue> Arguments) : Instruction;
