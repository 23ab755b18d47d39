using MiniDocker.Oci;
using MiniDocker.Storage.Content;
using MiniDocker.Storage.Layers;

namespace MiniDocker.Storage.Images;

/// <summary>
/// Deletes blobs and layers that no image, container or build step leads to any more. Whoever
/// adds content holds a lease; collecting needs that nobody does, so it never sees a blob between
/// its arrival and its name.
/// </summary>
public sealed class GarbageCollector(StorageRoot root)
{
    private const string RecipeFile = "rootfs.json";
    private const string BuildSteps = "steps";

    // What an interrupted pull left is worth something for a while: the next one resumes it.
    private static readonly TimeSpan PartialsKept = TimeSpan.FromDays(1);

    private readonly ContentStore _content = root.Content;

    /// <summary>Collects unless content is being added right now.</summary>
    /// <param name="keepPartials">Whether downloads that broke off lately stay, to be resumed.
    /// </param>
    /// <returns>What was removed; nothing when somebody held a lease.</returns>
    public CollectedGarbage TryCollect(bool keepPartials = true)
    {
        using FileLock? alone = _content.TryAcquireExclusive();
        return alone is null
            ? CollectedGarbage.None : Collect(keepPartials ? PartialsKept : TimeSpan.Zero);
    }

    /// <summary>Collects, interrupted downloads too, after waiting for those who add content.
    /// </summary>
    public CollectedGarbage Collect(CancellationToken cancel)
    {
        using FileLock alone = _content.AcquireExclusive(cancel);
        return Collect(TimeSpan.Zero);
    }

    private CollectedGarbage Collect(TimeSpan partialsKept)
    {
        LiveContent live = Mark();
        long freed = _content.PruneIngests(partialsKept);
        foreach ((Digest digest, _) in _content.List())
        {
            if (!live.IsLive(digest))
                freed += _content.Delete(digest);
        }

        var removed = new List<ChainId>();
        foreach (LayerRecord layer in TopmostFirst(root.Layers.List()))
        {
            if (live.IsLive(layer.Chain))
                continue;
            root.Layers.Remove(layer.Chain);
            removed.Add(layer.Chain);
            freed += layer.SizeBytes;
        }
        root.Layers.Sweep();
        root.Images.Sweep();
        return new CollectedGarbage(removed, freed);
    }

    private LiveContent Mark()
    {
        var live = new LiveContent(_content);
        foreach (StoredReference reference in root.Images.List())
            live.MarkImage(reference.Target);
        foreach (string container in Below(root.ContainersDirectory, Directory.GetDirectories))
        {
            string recipe = Path.Combine(container, RecipeFile);
            if (File.Exists(recipe))
                live.MarkRecipe(recipe, root.LayersDirectory);
        }
        string steps = Path.Combine(root.BuildCacheDirectory, BuildSteps);
        foreach (string step in Below(steps, Directory.GetFiles))
            live.MarkBuildStep(step);
        return live;
    }

    private static string[] Below(string directory, Func<string, string[]> list) =>
        Directory.Exists(directory) ? list(directory) : [];

    // A crash in the middle must not leave a layer whose parent is gone.
    private static List<LayerRecord> TopmostFirst(IReadOnlyList<LayerRecord> layers)
    {
        Dictionary<ChainId, LayerRecord> byChain = layers.ToDictionary(l => l.Chain);
        return [.. layers.OrderByDescending(Depth)];

        int Depth(LayerRecord layer)
        {
            int depth = 0;
            for (LayerRecord? at = layer; at is not null; depth++)
                at = byChain.GetValueOrDefault(at.Parent);
            return depth;
        }
    }
}
