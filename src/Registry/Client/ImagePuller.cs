using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Client;

/// <summary>
/// Brings images into the content store. The caller holds a lease of the store until a name
/// refers to what was pulled.
/// </summary>
public sealed class ImagePuller(RegistryClient registry, ContentStore content)
{
    /// <summary>
    /// Brings a whole image: manifest, config and every layer that is not there, several at once.
    /// </summary>
    /// <exception cref="RegistryException">The registry refused or could not be
    /// reached.</exception>
    /// <exception cref="DigestMismatchException">What it sent is not what it should be.</exception>
    public async Task<PulledImage> PullAsync(
        ImageReference reference, Platform platform, CancellationToken cancel = default)
    {
        PulledImage image = await ResolveAsync(reference, platform, cancel).ConfigureAwait(false);
        await FetchAsync(reference, image.Content.Layers, cancel).ConfigureAwait(false);
        return image;
    }

    /// <summary>
    /// Brings only the manifest (chosen from an index by platform) and the config, so that the
    /// caller knows which layers it needs.
    /// </summary>
    /// <exception cref="RegistryException">Not there, or not for this platform.</exception>
    public async Task<PulledImage> ResolveAsync(
        ImageReference reference, Platform platform, CancellationToken cancel = default)
    {
        (Descriptor root, byte[] bytes) = await registry.GetManifestAsync(reference, cancel)
            .ConfigureAwait(false);
        Descriptor current = root;
        for (int depth = 0; MediaTypes.IsIndex(current.MediaType); depth++)
        {
            if (depth == OciLimits.IndexNestingMax)
                throw new RegistryException(
                    $"{reference.Familiar}: indexes are nested deeper than {depth}");
            content.WriteBytes(current.MediaType, bytes);
            current = Choose(ImageIndex.Parse(bytes), reference, platform);
            (Descriptor found, bytes) = await registry
                .GetManifestAsync(reference.WithDigest(current.Digest), cancel)
                .ConfigureAwait(false);
            current = current with { Size = found.Size, MediaType = found.MediaType };
        }

        if (!MediaTypes.IsManifest(current.MediaType))
            throw new RegistryException(
                $"{reference.Familiar} is no image: its media type is \"{current.MediaType}\"");
        ImageManifest manifest = ImageManifest.Parse(bytes);
        await StoreManifestAsync(current, bytes, cancel).ConfigureAwait(false);
        if (!manifest.Config.Digest.IsEmpty)
            await FetchAsync(reference, [manifest.Config], cancel).ConfigureAwait(false);
        return new PulledImage(root, current, manifest);
    }

    /// <summary>Brings blobs that are not there, several at once, each digest once.</summary>
    /// <exception cref="RegistryException">The registry refused or could not be
    /// reached.</exception>
    /// <exception cref="DigestMismatchException">What it sent is not what it should be.</exception>
    public Task FetchAsync(
        ImageReference reference, IEnumerable<Descriptor> blobs,
        CancellationToken cancel = default) =>
        Parallel.ForEachAsync(
            blobs.DistinctBy(blob => blob.Digest),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = registry.Options.Concurrency,
                CancellationToken = cancel,
            },
            async (blob, stop) =>
                await new BlobDownload(registry, reference.Path, blob, content)
                    .RunAsync(feed: null, stop).ConfigureAwait(false));

    /// <summary>
    /// Opens a blob to be read while it is downloaded, stored and verified; its end is seen only
    /// when it was verified. A blob that is there is read from the store. The caller disposes the
    /// stream; doing so early calls off the download and keeps what arrived for the next one.
    /// </summary>
    public Stream OpenBlob(
        ImageReference reference, Descriptor blob, CancellationToken cancel = default) =>
        content.Contains(blob.Digest)
            ? content.OpenRead(blob.Digest)
            : new BlobStream(
                new BlobDownload(registry, reference.Path, blob, content), blob.Size, cancel);

    private static Descriptor Choose(
        ImageIndex index, ImageReference reference, Platform platform)
    {
        Descriptor? best = null;
        int bestRank = int.MaxValue;
        foreach (Descriptor candidate in index.Manifests)
        {
            if (!MediaTypes.IsIndex(candidate.MediaType)
                && !MediaTypes.IsManifest(candidate.MediaType))
                continue;
            int rank = candidate.Platform is { } offered
                ? platform.Rank(offered)
                : int.MaxValue - 1; // says nothing: better than none
            if (rank >= 0 && rank < bestRank)
                (best, bestRank) = (candidate, rank);
        }

        return best ?? throw new RegistryException(
            $"no matching manifest for {platform} in the manifest list of {reference.Familiar}");
    }

    // By its own digest, which for a manifest asked for by sha512 is not the sha256 of the bytes.
    private async Task StoreManifestAsync(
        Descriptor descriptor, byte[] bytes, CancellationToken cancel)
    {
        using ContentWriter? writer =
            content.BeginIngest(descriptor.Digest, bytes.Length, cancel);
        if (writer is null)
            return;
        await writer.WriteAsync(bytes, cancel).ConfigureAwait(false);
        writer.Commit();
    }
}
