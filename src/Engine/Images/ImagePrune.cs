using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.Engine.Images;

/// <summary><c>image prune</c>: removes images that no container stands on.</summary>
public sealed class ImagePrune(StorageRoot root)
{
    /// <summary>Removes images and collects what only they led to.</summary>
    /// <param name="all">Also images that have a name.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancel">Calls off the wait for builds and pulls.</param>
    /// <returns>Docker's lines, and the bytes freed.</returns>
    public (IReadOnlyList<string> Lines, long FreedBytes) Prune(
        bool all, ImageFilter filter, CancellationToken cancel)
    {
        var lines = new List<string>();
        var use = new ImageUse(root);
        foreach (NamedImage image in root.Images.Images())
        {
            if ((!all && !image.IsDangling) || use.Count(image.Image.Id) > 0
                || !filter.Accepts(image))
                continue;
            foreach (StoredReference reference in image.References)
            {
                if (root.Images.Remove(reference) && reference.Name is { } name)
                    lines.Add($"untagged: {name.Familiar}");
            }
            lines.Add($"deleted: {image.Image.Id}");
        }

        CollectedGarbage garbage = new GarbageCollector(root).Collect(cancel);
        foreach (ChainId layer in garbage.Layers)
            lines.Add($"deleted: {layer}");
        return (lines, garbage.FreedBytes);
    }
}
