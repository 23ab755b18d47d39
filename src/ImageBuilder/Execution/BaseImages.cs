using System.Collections.Concurrent;
using MiniDocker.ImageBuilder.Progress;
using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>The images that stages are built on: those here first, the registry's only if asked
/// for or missing.</summary>
internal sealed class BaseImages(BuildOptions options, BuildProgress progress)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Image>>> _images = new();

    /// <summary>
    /// Finds or pulls an image for this machine and makes its layers ready: once a build.
    /// </summary>
    internal Task<Image> LoadAsync(string name, CancellationToken cancel) => _images
        .GetOrAdd(name, key => new Lazy<Task<Image>>(() => FindAsync(key, cancel)))
        .Value;

    private Task<Image> FindAsync(string name, CancellationToken cancel)
    {
        StorageRoot root = options.Root;
        return progress.RunAsync($"[internal] load image {name}", async _ =>
        {
            Image? image = options.Pull ? null : root.Images.TryResolve(name, Platform.Host);
            image ??= await PullAsync(name, cancel).ConfigureAwait(false);
            ImageUnpacker.Unpack(image, root.Content, root.Layers, cancel);
            return image;
        });
    }

    private Task<Image> PullAsync(string name, CancellationToken cancel)
    {
        ImageReference reference = ImageReference.Parse(name);
        return options.PullImage is { } pull
            ? pull(reference, cancel)
            : throw new ImageNotFoundException($"No such image: {reference.Familiar}");
    }
}
