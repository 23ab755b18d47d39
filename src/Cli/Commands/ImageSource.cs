using MiniDocker.Cli.Commands.Images;
using MiniDocker.Engine;
using MiniDocker.Engine.Containers;
using MiniDocker.Oci;
using MiniDocker.Registry.Client;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands;

/// <summary>The image of <c>run</c> and <c>create</c>: the one that is here, or pulled.</summary>
internal static class ImageSource
{
    /// <summary>Finds an image and makes its layers ready.</summary>
    /// <param name="session">The root.</param>
    /// <param name="name">As it was typed.</param>
    /// <param name="flags">Pull policy and platform.</param>
    /// <returns>The image, and the lease that keeps its layers until a container does. A pull
    /// has its own, so that one that fails can clear away what it brought.</returns>
    internal static (ContainerImage Image, FileLock Lease) Resolve(
        Session session, string name, ContainerFlags flags)
    {
        Platform? platform = flags.Platform.Value is { } text ? Platform.Parse(text) : null;
        FileLock lease = session.Storage.Content.AcquireLease();
        try
        {
            Image? image = flags.Pull.Value == "always"
                ? null
                : session.Storage.Images.TryResolve(name, platform);
            if (image is null)
            {
                lease.Dispose();
                image = Fetch(session, name, platform, flags);
                lease = session.Storage.Content.AcquireLease();
            }
            return (Unpack(session, name, image), lease);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private static ContainerImage Unpack(Session session, string name, Image image)
    {
        var chain = ImageUnpacker.Unpack(
            image, session.Storage.Content, session.Storage.Layers, CancellationToken.None);
        return new ContainerImage(
            name, image.Id.ToString(), image.Config.Config, chain.ToString(),
            chain.IsEmpty ? [] : session.Storage.Layers.LowerDirs(chain));
    }

    private static Image Fetch(
        Session session, string name, Platform? platform, ContainerFlags flags)
    {
        ImageReference reference = ImageReference.Parse(name);
        if (flags.Pull.Value == "never")
        {
            throw new EngineException($"No such image: {reference.Familiar}");
        }
        if (!flags.Quiet.Value && flags.Pull.Value == "missing")
        {
            Console.Error.WriteLine($"Unable to find image '{reference.Familiar}' locally");
        }
        return PullCommand.Pull(
            session, reference, platform, new RegistryOptions(), Console.Error,
            flags.Quiet.Value).Image;
    }
}
