namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>Begins a stage.</summary>
internal sealed record FromInstruction(
    string Image, string? StageName, string? Platform) : Instruction;
