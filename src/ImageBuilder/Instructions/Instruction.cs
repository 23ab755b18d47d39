using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>One instruction, typed; its variables are not expanded yet.</summary>
internal abstract record Instruction
{
    /// <summary>The logical line, as written: what errors and progress show.</summary>
    internal required string Text { get; init; }

    internal required LineRange Lines { get; init; }
}
