using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.Seccomp;

namespace MiniDocker.Runtime;

/// <summary>Everything a launch plan is compiled from besides the host's own facts.</summary>
public sealed record LaunchOptions
{
    /// <summary>The container's id, already checked.</summary>
    public required string Id { get; init; }

    /// <summary>The absolute path of the bundle.</summary>
    public required string BundlePath { get; init; }

    /// <summary>The bundle's config.json, already validated.</summary>
    public required RuntimeSpec Spec { get; init; }

    /// <summary>The bundle's rootfs.json, or null to use root.path as it is.</summary>
    public RootfsRecipe? Recipe { get; init; }

    /// <summary>The cgroups to make and join, or null to stay in the caller's.</summary>
    public CgroupProgram? Cgroup { get; init; }

    /// <summary>The compiled seccomp filter, or null for none.</summary>
    public SeccompProgram? Seccomp { get; init; }

    /// <summary>
    /// Where the init waits for `start`: an absolute directory that gets a socket "start.sock".
    /// Null keeps the wait inside this process, for `run`.
    /// </summary>
    public string? StartDirectory { get; init; }

    /// <summary>
    /// A connected unix socket that receives the terminal's master, when the process has a
    /// terminal; -1 for none. It stays the caller's.
    /// </summary>
    public int ConsoleSocket { get; init; } = -1;

    /// <summary>
    /// A connected unix socket to the seccomp agent, which receives the listener; -1 for none.
    /// </summary>
    public int SeccompSocket { get; init; } = -1;

    /// <summary>What becomes 0, 1 and 2 of the program when it has no terminal.</summary>
    public int StandardInput { get; init; }

    /// <inheritdoc cref="StandardInput"/>
    public int StandardOutput { get; init; } = 1;

    /// <inheritdoc cref="StandardInput"/>
    public int StandardError { get; init; } = 2;

    /// <summary>How many descriptors from 3 on the program inherits.</summary>
    public int PreserveFds { get; init; }

    /// <summary>Whether to use MS_MOVE and chroot where pivot_root does not work (ramfs).</summary>
    public bool NoPivot { get; init; }

    /// <summary>Whether to stay in the caller's session keyring.</summary>
    public bool NoNewKeyring { get; init; }

    /// <summary>Whether the parent runs hooks between the mounts and pivot_root.</summary>
    public bool HasHooksBeforePivot =>
        Spec.Hooks is { } hooks
        && hooks.Prestart.Count + hooks.CreateRuntime.Count + hooks.CreateContainer.Count > 0;

    /// <summary>Keeps the nanoseconds that each step took.</summary>
    public bool Timing { get; init; }
}
