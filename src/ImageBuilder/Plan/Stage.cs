using MiniDocker.ImageBuilder.Instructions;

namespace MiniDocker.ImageBuilder.Plan;

/// <summary>One FROM and what follows it.</summary>
internal sealed class Stage(int index, FromInstruction from)
{
    internal int Index { get; } = index;

    internal FromInstruction From { get; } = from;

    /// <summary>The name after AS; null when there is none.</summary>
    internal string? Name => From.StageName;

    /// <summary>What progress calls it.</summary>
    internal string Label => Name ?? $"stage-{Index}";

    internal List<Instruction> Instructions { get; } = [];

    /// <summary>The earlier stage that this one is built on; null when it is an image.</summary>
    internal Stage? Base { get; set; }

    /// <summary>The image it is built on, variables expanded.</summary>
    internal string Image { get; set; } = "";
}
