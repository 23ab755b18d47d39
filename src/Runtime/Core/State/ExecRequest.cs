using System.Runtime.InteropServices;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.State;

/// <summary>Another process for a running container.</summary>
public sealed record ExecRequest
{
    /// <summary>The process.</summary>
    public required ProcessSpec Process { get; init; }

    /// <summary>A socket that listens for the terminal's master; null for none.</summary>
    public string? ConsoleSocketPath { get; init; }

    /// <summary>A connected socket for the master instead; stays the caller's.</summary>
    public SafeHandle? ConsoleSocket { get; init; }

    /// <summary>A socket that listens for a pidfd of the process; null for none.</summary>
    public string? PidFdSocketPath { get; init; }

    /// <summary>Where its pid is written; null for nowhere.</summary>
    public string? PidFile { get; init; }

    /// <summary>Its descriptors 0, 1 and 2; empty for this process's own.</summary>
    public IReadOnlyList<SafeHandle> Stdio { get; init; } = [];

    /// <summary>How many descriptors from 3 on it inherits.</summary>
    public int PreserveFds { get; init; }

    /// <summary>A cgroup below the container's; empty for the container's own.</summary>
    public string SubCgroup { get; init; } = "";

    /// <summary>Whether a paused container is no reason to refuse.</summary>
    public bool IgnorePaused { get; init; }
}
