namespace MiniDocker.Engine.Containers;

/// <summary>A bind mount, volume or tmpfs of a container, as in Docker's "Mounts".</summary>
public sealed record MountPoint
{
    /// <summary><c>bind</c>, <c>volume</c> or <c>tmpfs</c>.</summary>
    public string Type { get; init; } = "bind";

    /// <summary>The volume's name; null for other mounts.</summary>
    public string? Name { get; init; }

    /// <summary>The path on the host.</summary>
    public string Source { get; init; } = "";

    /// <summary>The path in the container.</summary>
    public string Destination { get; init; } = "";

    /// <summary><c>local</c> for volumes.</summary>
    public string? Driver { get; init; }

    /// <summary>The options as they were typed; for a tmpfs those of the mount.</summary>
    public string Mode { get; init; } = "";

    /// <summary>It may be written to.</summary>
    public bool RW { get; init; } = true;

    /// <summary>Mount propagation.</summary>
    public string Propagation { get; init; } = "";

    /// <summary>A volume without a name of its own goes with its container.</summary>
    public bool IsAnonymous { get; init; }
}
