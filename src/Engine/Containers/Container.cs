using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Containers;

/// <summary>A container that exists: its directory, its record, and the way to its shim.
/// </summary>
public sealed class Container
{
    internal Container(string directory, ContainerRecord record)
    {
        Directory = directory;
        Record = record;
        Shim = new ShimClient(directory);
    }

    /// <summary>ROOT/containers/ID.</summary>
    public string Directory { get; }

    /// <summary>What <c>create</c> decided.</summary>
    public ContainerRecord Record { get; private set; }

    /// <summary>64 hexadecimal digits.</summary>
    public string Id => Record.Id;

    /// <summary>Its name without a slash.</summary>
    public string Name => Record.Name;

    /// <summary>Its shim, alive or not.</summary>
    public ShimClient Shim { get; }

    /// <summary>The container's own files: what differs from its image.</summary>
    public string UpperDirectory => Path.Combine(Directory, "upper");

    /// <summary>Its log, present if the log driver is json-file and it has ever run.</summary>
    public string LogPath => Path.Combine(Directory, "container.log");

    /// <summary>How its life goes, as of now; a shim that was killed is noticed here.</summary>
    public ContainerRuntimeState ReadState() => Shim.ReadState() ?? new ContainerRuntimeState();

    /// <summary>Replaces the record; the caller holds the container's lock.</summary>
    internal void Replace(ContainerRecord record)
    {
        ContainerFiles.WriteRecord(Directory, record);
        Record = record;
    }
}
