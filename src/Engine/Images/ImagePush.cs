using MiniDocker.Oci;
using MiniDocker.Registry.Client;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.Engine.Images;

/// <summary>Sends an image to a registry, its layers compressed.</summary>
public sealed class ImagePush(StorageRoot root)
{
    /// <summary>Pushes what a name points at.</summary>
    /// <param name="name">The name here and there.</param>
    /// <param name="options">How to speak to the registry; its progress is replaced.</param>
    /// <param name="progress">Hears of every layer; called from any thread.</param>
    /// <param name="cancel">Stops the transfer.</param>
    /// <returns>The manifest or index that the registry's name points at now.</returns>
    /// <exception cref="ImageNotFoundException">The name is not here.</exception>
    /// <exception cref="RegistryException">The registry refused or could not be reached.
    /// </exception>
    public Descriptor Push(
        ImageReference name, RegistryOptions options, IProgress<ImageProgress> progress,
        CancellationToken cancel)
    {
        using FileLock lease = root.Content.AcquireLease(cancel);
        StoredReference reference = root.Images.FindByName(name.ToString())
            ?? throw new ImageNotFoundException(
                $"An image does not exist locally with the tag: {name.FamiliarName}");
        Descriptor target = PushableForm(reference.Target);
        Descriptor compressed =
            new LayerCompression(root, progress).Compress(target, cancel);
        if (compressed.Digest != reference.Target.Digest && target == reference.Target)
            root.Images.Replace(reference.Target, compressed);

        using var registry = new RegistryClient(
            name.Domain, options with { Progress = new TransferProgress(progress) });
        new ImagePusher(registry, root.Content)
            .PushAsync(name, compressed, MountSources(name, compressed), cancel)
            .GetAwaiter().GetResult();
        return compressed;
    }

    // Of an index of which only one platform was pulled, that platform's manifest is pushed.
    private Descriptor PushableForm(Descriptor target)
    {
        if (!MediaTypes.IsIndex(target.MediaType))
            return target;
        var index = ImageIndex.Parse(root.Content.ReadBytes(target));
        return index.Manifests.All(m => root.Content.Contains(m.Digest))
            ? target
            : ImageReader.Open(root.Content, target, null).ManifestBlob;
    }

    // Repositories of the same registry that hold an image with one of the layers.
    private IReadOnlyList<string> MountSources(ImageReference name, Descriptor target)
    {
        if (!MediaTypes.IsManifest(target.MediaType))
            return [];
        var layers = ImageManifest.Parse(root.Content.ReadBytes(target)).Layers
            .Select(layer => layer.Digest).ToHashSet();
        return
        [
            .. root.Images.Images()
                .Where(image => image.Image.Manifest.Layers.Any(l => layers.Contains(l.Digest)))
                .SelectMany(image => image.Names)
                .Where(other => other.Domain == name.Domain && other.Path != name.Path)
                .Select(other => other.Path)
                .Distinct(),
        ];
    }
}
