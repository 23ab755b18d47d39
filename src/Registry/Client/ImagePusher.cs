using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Client;

/// <summary>
/// Sends images from the content store to a registry. The caller holds a lease of the store.
/// </summary>
public sealed class ImagePusher(RegistryClient registry, ContentStore content)
{
    /// <summary>
    /// Sends what the registry lacks, several blobs at once, then the manifests, the named one
    /// last: a name never points at something incomplete.
    /// </summary>
    /// <param name="reference">Where to.</param>
    /// <param name="root">A manifest or index in the content store.</param>
    /// <param name="mountFrom">
    /// Repositories of the same registry that may have the blobs already, likeliest first.
    /// </param>
    /// <param name="cancel">Stops; the registry forgets what was half sent.</param>
    /// <exception cref="RegistryException">The registry refused or could not be
    /// reached.</exception>
    /// <exception cref="BlobNotFoundException">The image is not complete here.</exception>
    public async Task PushAsync(
        ImageReference reference, Descriptor root, IReadOnlyList<string>? mountFrom = null,
        CancellationToken cancel = default)
    {
        var blobs = new List<Descriptor>();
        var manifests = new List<Descriptor>();
        Collect(root, blobs, manifests, depth: 0);
        await Parallel.ForEachAsync(
            blobs.DistinctBy(blob => blob.Digest),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = registry.Options.Concurrency,
                CancellationToken = cancel,
            },
            async (blob, stop) =>
                await new BlobUpload(registry, reference, blob, content)
                    .RunAsync(mountFrom ?? [], stop).ConfigureAwait(false))
            .ConfigureAwait(false);
        foreach (Descriptor manifest in manifests.DistinctBy(manifest => manifest.Digest))
        {
            ImageReference name = manifest.Digest == root.Digest
                ? reference
                : reference.WithDigest(manifest.Digest);
            await registry
                .PutManifestAsync(name, manifest.MediaType, content.ReadBytes(manifest), cancel)
                .ConfigureAwait(false);
        }
    }

    // Children before parents, as a registry may refuse a parent whose children it lacks.
    private void Collect(
        Descriptor descriptor, List<Descriptor> blobs, List<Descriptor> manifests, int depth)
    {
        if (depth > OciLimits.IndexNestingMax)
            throw new RegistryException($"{descriptor.Digest}: indexes are nested too deeply");
        byte[] bytes = content.ReadBytes(descriptor);
        if (MediaTypes.IsIndex(descriptor.MediaType))
        {
            foreach (Descriptor child in ImageIndex.Parse(bytes).Manifests)
                Collect(child, blobs, manifests, depth + 1);
        }
        else
        {
            ImageManifest manifest = ImageManifest.Parse(bytes);
            foreach (Descriptor layer in manifest.Layers)
            {
                if (!MediaTypes.IsForeignLayer(layer.MediaType))
                    blobs.Add(layer);
            }

            if (!manifest.Config.Digest.IsEmpty)
                blobs.Add(manifest.Config);
        }

        manifests.Add(descriptor);
    }
}
