namespace MiniDocker.Engine.Containers;

/// <summary>What <c>create</c> decided about a container: <c>container.json</c> in its directory.
/// How its life goes is in the shim's <c>state.json</c>.</summary>
public sealed record ContainerRecord
{
    /// <summary>The file's name inside the container directory.</summary>
    public const string FileName = "container.json";

    /// <summary>Version of the format; others are refused.</summary>
    public int Version { get; init; } = 1;

    /// <summary>64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name without Docker's leading slash.</summary>
    public required string Name { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The image's id, <c>sha256:...</c>.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>The chain of the image's layers, <c>sha256:...</c>: what its root stands on.
    /// </summary>
    public string ChainId { get; init; } = "";

    /// <summary>The directories or images below its own files, topmost first.</summary>
    public IReadOnlyList<string> Lowers { get; init; } = [];

    /// <summary>The program.</summary>
    public string Path { get; init; } = "";

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>What runs.</summary>
    public ContainerConfig Config { get; init; } = new();

    /// <summary>How it meets the host.</summary>
    public HostConfig HostConfig { get; init; } = new();

    /// <summary>Bind mounts, volumes and tmpfs, in the order they are mounted.</summary>
    public IReadOnlyList<MountPoint> Mounts { get; init; } = [];
}
