using MiniDocker.Linux;
using MiniDocker.Oci;
using MiniDocker.Registry.Client;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;
using MiniDocker.Storage.Layers;

namespace MiniDocker.Engine.Images;

/// <summary>
/// Brings an image from a registry and makes it ready to run: each layer is unpacked while it is
/// downloaded, several at once. The name appears when all of it is verified and on disk.
/// </summary>
public sealed class ImagePull(StorageRoot root)
{
    /// <summary>Pulls an image.</summary>
    /// <param name="name">Which; with a tag or a digest.</param>
    /// <param name="platform">For which platform; null is this machine's.</param>
    /// <param name="options">How to speak to the registry; its progress is replaced.</param>
    /// <param name="progress">Hears of every layer; called from any thread.</param>
    /// <param name="cancel">Stops; what arrived of a layer is kept for the next pull.</param>
    /// <exception cref="RegistryException">The registry refused or could not be reached.
    /// </exception>
    public PullResult Pull(
        ImageReference name, Platform? platform, RegistryOptions options,
        IProgress<ImageProgress> progress, CancellationToken cancel)
    {
        try
        {
            return PullLeased(name, platform, options, progress, cancel);
        }
        catch (Exception e)
        {
            // Manifests that no name leads to go; half a layer stays for a day, to be resumed,
            // unless it is what fills the disk.
            new GarbageCollector(root).TryCollect(
                keepPartials: e.HResult != (int)Errno.ENOSPC);
            throw;
        }
    }

    private PullResult PullLeased(
        ImageReference name, Platform? platform, RegistryOptions options,
        IProgress<ImageProgress> progress, CancellationToken cancel)
    {
        using FileLock lease = root.Content.AcquireLease(cancel);
        using var registry = new RegistryClient(
            name.Domain, options with { Progress = new TransferProgress(progress) });
        var puller = new ImagePuller(registry, root.Content);
        PulledImage pulled = puller.ResolveAsync(name, platform ?? Platform.Host, cancel)
            .GetAwaiter().GetResult();
        if (!MediaTypes.IsConfig(pulled.Content.Config.MediaType))
            throw new EngineException(
                $"{name.Familiar} is an artifact, not an image that can be run", 1);

        var config = ImageConfig.Parse(root.Content.ReadBytes(pulled.Content.Config));
        var image = new Image(pulled.Root, pulled.Manifest, pulled.Content, config);
        Digest? before = root.Images.Find(name)?.Target.Digest;
        bool isNew = FetchLayers(image, name, puller, progress, cancel);
        if (before != pulled.Root.Digest)
            root.Images.Set(name, pulled.Root);
        return new PullResult(image, pulled.Root.Digest, isNew || before != pulled.Root.Digest);
    }

    private bool FetchLayers(
        Image image, ImageReference name, ImagePuller puller, IProgress<ImageProgress> progress,
        CancellationToken cancel)
    {
        IReadOnlyList<Descriptor> blobs = image.Manifest.Layers;
        IReadOnlyList<DiffId> diffIds = image.Config.Rootfs.DiffIds;
        if (blobs.Count != diffIds.Count)
            throw new EngineException($"{name.Familiar}: {blobs.Count} layers, but its config has "
                + $"{diffIds.Count} diffIDs", 1);

        var missing = new HashSet<Digest>();
        ChainId chain = default;
        var sources = new List<LayerSource>();
        for (int i = 0; i < blobs.Count; i++)
        {
            Descriptor blob = blobs[i];
            chain = chain.Append(diffIds[i]);
            bool isHere = root.Content.Contains(blob.Digest) && root.Layers.Contains(chain);
            if (!isHere)
                missing.Add(blob.Digest);
            progress.Report(new ImageProgress(blob.Digest, isHere
                ? ImageProgressStatus.AlreadyExists
                : ImageProgressStatus.PullingFsLayer, 0, blob.Size));
            sources.Add(new LayerSource(
                diffIds[i], () => puller.OpenBlob(name, blob, cancel), blob.Size));
        }

        root.Layers.ApplyAll(default, sources, cancel);
        // A layer that was unpacked already was not downloaded: fetch it for push and save.
        puller.FetchAsync(
            name, blobs.Where(blob => !root.Content.Contains(blob.Digest)), cancel)
            .GetAwaiter().GetResult();
        foreach (Descriptor blob in blobs)
        {
            if (missing.Contains(blob.Digest))
                progress.Report(new ImageProgress(
                    blob.Digest, ImageProgressStatus.PullComplete, blob.Size, blob.Size));
        }
        return missing.Count > 0;
    }
}
