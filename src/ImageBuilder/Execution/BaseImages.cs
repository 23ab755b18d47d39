using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>The images that stages are built on: those here first, the registry's only if asked
/// for or missing.</summary>
internal sealed class BaseImages(BuildSession session, CancellationToken cancel)
{
    /// <summary>Finds or pulls an image for this machine and makes its layers ready.</summary>
    internal Task<Image> LoadAsync(string name)
    {
        StorageRoot root = session.Options.Root;
        return session.Progress.RunAsync($"[internal] load image {name}", async _ =>
        {
            Image? image = session.Options.Pull ? null : root.Images.TryResolve(name, Platform.Host);
            image ??= await PullAsync(name).ConfigureAwait(false);
            ImageUnpacker.Unpack(image, root.Content, root.Layers, cancel);
            return image;
        });
    }

    private Task<Image> PullAsync(string name)
    {
        ImageReference reference = ImageReference.Parse(name);
        return session.Options.PullImage is { } pull
            ? pull(reference, cancel)
            : throw new ImageNotFoundException($"No such image: {reference.Familiar}");
    }
}
