using MiniDocker.Engine.Containers;
using MiniDocker.Oci;
using MiniDocker.Runtime.Shim;
using MiniDocker.Storage;

namespace MiniDocker.Engine.Images;

/// <summary>Which containers stand on which images.</summary>
internal sealed class ImageUse
{
    private readonly List<(Container Container, string ImageId)> _uses = [];

    internal ImageUse(StorageRoot root)
    {
        foreach (Container container in new ContainerStore(new EngineRoot(root)).List())
            _uses.Add((container, container.Record.ImageId));
    }

    /// <summary>Containers of an image, running ones first.</summary>
    internal IReadOnlyList<(Container Container, bool IsRunning)> Of(Digest imageId)
    {
        string id = imageId.ToString();
        return
        [
            .. _uses.Where(use => use.ImageId == id)
                .Select(use => (use.Container, IsRunning(use.Container)))
                .OrderByDescending(use => use.Item2),
        ];
    }

    /// <summary>How many containers an image has.</summary>
    internal int Count(Digest imageId)
    {
        string id = imageId.ToString();
        return _uses.Count(use => use.ImageId == id);
    }

    /// <summary>True when a container holds on to its image right now.</summary>
    internal static bool IsRunning(Container container) =>
        container.ReadState().Status is ContainerRuntimeStatus.Running
            or ContainerRuntimeStatus.Paused or ContainerRuntimeStatus.Restarting;
}
