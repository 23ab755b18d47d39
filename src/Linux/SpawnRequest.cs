using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>A program to start. man 3 posix_spawn.</summary>
public sealed record SpawnRequest
{
    /// <summary>The program's path; PATH is not searched.</summary>
    public required string Path { get; init; }

    /// <summary>Its arguments, the program's name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Its environment, "NAME=value"; null for this process's own.</summary>
    public IReadOnlyList<string>? Environment { get; init; }

    /// <summary>
    /// What becomes its descriptors 0, 1, 2, 3...; nothing else is inherited. Fewer than three
    /// leave the rest as they are.
    /// </summary>
    public IReadOnlyList<SafeHandle> Descriptors { get; init; } = [];

    /// <summary>Its working directory; null for this process's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Whether it leads a session of its own, away from this process's terminal.
    /// </summary>
    public bool NewSession { get; init; }

    /// <summary>Whether it starts with every signal blocked, to read them from
    /// <see cref="SignalQueue"/>; otherwise none is.</summary>
    public bool BlockSignals { get; init; }
}
