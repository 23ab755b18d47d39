namespace MiniDocker.Runtime.Cgroups;

/// <summary>
/// What the parent does to the cgroup file systems before and after the clone, as plain writes in
/// order. Made from resources and the host's layout without touching either; the launch plan turns
/// it into steps.
/// </summary>
public sealed record CgroupProgram
{
    /// <summary>Absolute directories to make, parents first; existing ones are fine.</summary>
    public IReadOnlyList<string> Directories { get; init; } = [];

    /// <summary>Files to write before the child exists, in order.</summary>
    public IReadOnlyList<CgroupWrite> Writes { get; init; } = [];

    /// <summary>v1: absolute paths of the `tasks` files that the child writes 0 to.</summary>
    public IReadOnlyList<string> JoinFiles { get; init; } = [];

    /// <summary>v2: the absolute directory that clone3 puts the child into, or null.</summary>
    public string? CloneInto { get; init; }

    /// <summary>
    /// v2: the eBPF device program to attach to <see cref="CloneInto"/>, or null.
    /// </summary>
    public byte[]? DeviceProgram { get; init; }

    /// <summary>What a cgroup mount in the container shows: one entry per v1 hierarchy.</summary>
    public IReadOnlyList<CgroupMountPoint> Mounts { get; init; } = [];
}
