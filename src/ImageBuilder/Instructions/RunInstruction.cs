using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>Runs a command; what it writes becomes a layer.</summary>
internal sealed record RunInstruction(
    CommandLine Command,
    IReadOnlyList<Heredoc> Heredocs,
    IReadOnlyList<string> Mounts,
    string Network) : Instruction;
