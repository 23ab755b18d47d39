using MiniDocker.Storage;

namespace MiniDocker.Engine;

/// <summary>The directories of one root that the engine uses, by name.</summary>
/// <param name="storage">The root.</param>
public sealed class EngineRoot(StorageRoot storage)
{
    /// <summary>The root's files.</summary>
    public StorageRoot Storage => storage;

    /// <summary>One directory a container, named by its id.</summary>
    public string Containers { get; } = storage.ContainersDirectory;

    /// <summary>Symbolic links from names to ids.</summary>
    public string ContainerNames { get; } = storage.ContainersDirectory + "/.names";

    /// <summary>One directory a volume.</summary>
    public string Volumes { get; } = storage.VolumesDirectory;

    /// <summary>Sockets and run-time state of this root.</summary>
    public string Run { get; } = storage.RuntimeDirectory;

    /// <summary>minirun's <c>--root</c>.</summary>
    public string RuntimeState { get; } = storage.RuntimeDirectory + "/runtime";

    /// <summary>The socket where clients reach a container's shim.</summary>
    public string AttachSocket(string id) => $"{Run}/{id}.sock";
}
