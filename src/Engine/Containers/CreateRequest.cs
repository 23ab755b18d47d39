namespace MiniDocker.Engine.Containers;

/// <summary>What <c>create</c> and <c>run</c> ask for.</summary>
public sealed record CreateRequest
{
    /// <summary>The container's name; null for one that is made up.</summary>
    public string? Name { get; init; }

    /// <summary>What a person said about the program; what is empty comes from the image.
    /// </summary>
    public required ContainerConfig Config { get; init; }

    /// <summary>What a person said about the host.</summary>
    public required HostConfig HostConfig { get; init; }

    /// <summary>Bind mounts, volumes and tmpfs.</summary>
    public IReadOnlyList<MountRequest> Mounts { get; init; } = [];
}
