using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.State;

/// <summary>What a container is created from, and what its creator wants of it.</summary>
public sealed record ContainerRequest
{
    /// <summary>The container's id.</summary>
    public required string Id { get; init; }

    /// <summary>The bundle's directory.</summary>
    public string Bundle { get; init; } = ".";

    /// <summary>The configuration; null for config.json of the bundle.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>A socket that listens for the terminal's master; null for none.</summary>
    public string? ConsoleSocketPath { get; init; }

    /// <summary>A connected socket that receives the terminal's master instead; null for none.
    /// Stays the caller's.</summary>
    public SafeHandle? ConsoleSocket { get; init; }

    /// <summary>A socket that listens for a pidfd of the init; null for none.</summary>
    public string? PidFdSocketPath { get; init; }

    /// <summary>Where the init's pid is written; null for nowhere.</summary>
    public string? PidFile { get; init; }

    /// <summary>The program's descriptors 0, 1 and 2; empty for this process's own.</summary>
    public IReadOnlyList<SafeHandle> Stdio { get; init; } = [];

    /// <summary>How many descriptors from 3 on it inherits.</summary>
    public int PreserveFds { get; init; }

    /// <summary>Whether to change root without pivot_root, on a ramfs.</summary>
    public bool NoPivot { get; init; }

    /// <summary>Whether it stays in the caller's session keyring.</summary>
    public bool NoNewKeyring { get; init; }

    /// <summary>Whether its cgroups are left alone (crun's <c>--cgroup-manager disabled</c>).
    /// </summary>
    public bool NoCgroup { get; init; }

    /// <summary>Whether its init waits for <c>start</c>.</summary>
    public bool WaitsForStart { get; init; }

    /// <summary>Whether the time of each step is kept.</summary>
    public bool Timing { get; init; }
}
