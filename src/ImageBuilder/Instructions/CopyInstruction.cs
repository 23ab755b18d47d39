using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>Copies files into the image: COPY, and ADD which also unpacks local archives.</summary>
internal sealed record CopyInstruction(
    bool IsAdd,
    IReadOnlyList<string> Sources,
    IReadOnlyList<Heredoc> Files,
    string Destination,
    string? From,
    string? Owner,
    string? Mode,
    bool Link,
    bool Parents,
    IReadOnlyList<string> Excludes,
    bool? Unpack) : Instruction
{
    internal string Keyword => IsAdd ? "ADD" : "COPY";
}
