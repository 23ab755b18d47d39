using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Seccomp;

namespace MiniDocker.Runtime;

/// <summary>Everything that another process in a running container is compiled from.</summary>
public sealed record ExecOptions
{
    /// <summary>The container's id.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The container's config.json: which namespaces it has, its mappings, its label.
    /// </summary>
    public required RuntimeSpec Container { get; init; }

    /// <summary>The process to run.</summary>
    public required ProcessSpec Process { get; init; }

    /// <summary>
    /// The container's init, of which the caller knows that it is that very process.
    /// </summary>
    public required PidFd Init { get; init; }

    /// <summary>v1: absolute paths of the `tasks` files to join.</summary>
    public IReadOnlyList<string> JoinFiles { get; init; } = [];

    /// <summary>v2: the absolute directory of the cgroup to be born in, or null.</summary>
    public string? CloneInto { get; init; }

    /// <summary>The compiled seccomp filter, or null for none.</summary>
    public SeccompProgram? Seccomp { get; init; }

    /// <inheritdoc cref="LaunchOptions.ConsoleSocket"/>
    public int ConsoleSocket { get; init; } = -1;

    /// <inheritdoc cref="LaunchOptions.SeccompSocket"/>
    public int SeccompSocket { get; init; } = -1;

    /// <inheritdoc cref="LaunchOptions.StandardInput"/>
    public int StandardInput { get; init; }

    /// <inheritdoc cref="LaunchOptions.StandardInput"/>
    public int StandardOutput { get; init; } = 1;

    /// <inheritdoc cref="LaunchOptions.StandardInput"/>
    public int StandardError { get; init; } = 2;

    /// <inheritdoc cref="LaunchOptions.PreserveFds"/>
    public int PreserveFds { get; init; }

    /// <inheritdoc cref="LaunchOptions.NoNewKeyring"/>
    public bool NoNewKeyring { get; init; }

    /// <inheritdoc cref="LaunchOptions.Timing"/>
    public bool Timing { get; init; }
}
