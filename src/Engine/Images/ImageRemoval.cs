using MiniDocker.Engine.Containers;
using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.Engine.Images;

/// <summary>
/// <c>rmi</c> with Docker's rules: a name among several is only taken away; with the last one
/// the image goes, unless a container stands on it.
/// </summary>
public sealed class ImageRemoval(StorageRoot root)
{
    private readonly ImageUse _use = new(root);

    /// <summary>Removes a name, or an image by its ID.</summary>
    /// <param name="text">What the user typed.</param>
    /// <param name="force">Also when a stopped container stands on it.</param>
    /// <returns>Docker's lines: "Untagged: ..." and "Deleted: ...".</returns>
    /// <exception cref="ImageNotFoundException">It is not there.</exception>
    /// <exception cref="EngineException">A container or another name is in the way.</exception>
    public IReadOnlyList<string> Remove(string text, bool force)
    {
        var lines = new List<string>();
        using (FileLock lease = root.Content.AcquireLease())
        {
            StoredReference? name = root.Images.FindByName(text);
            Image image = name is null
                ? root.Images.Resolve(text)
                : ImageReader.TryOpen(root.Content, name.Target, null)
                    ?? throw new ImageNotFoundException($"No such image: {text}");
            NamedImage named = root.Images.Images().First(i => i.Image.Id == image.Id);
            if (name is null ? !RemoveById(named, text, force, lines)
                : !RemoveByName(named, name, force, lines))
                return lines;
            lines.Add($"Deleted: {image.Id}");
        }
        foreach (ChainId layer in new GarbageCollector(root).TryCollect().Layers)
            lines.Add($"Deleted: {layer}");
        return lines;
    }

    private bool RemoveByName(
        NamedImage image, StoredReference name, bool force, List<string> lines)
    {
        bool isLast = image.References.Count == 1;
        IReadOnlyList<(Container Container, bool IsRunning)> users = _use.Of(image.Image.Id);
        if (isLast && !force && users is [var (user, _), ..])
            throw new EngineException(
                $"conflict: unable to remove repository reference \"{name.Name!.Familiar}\" "
                + $"(must force) - container {user.Id[..12]} is using its referenced image "
                + image.Image.Id.ShortHex, 1);

        // Forced from under a running container, the image loses its name only.
        bool stays = isLast && users is [var (_, isRunning), ..] && isRunning;
        Untag(name, lines);
        if (stays)
            root.Images.AddUntagged(name.Target);
        return isLast && !stays;
    }

    private bool RemoveById(NamedImage image, string text, bool force, List<string> lines)
    {
        int repositories = image.Names.Select(n => n.Name).Distinct().Count();
        if (repositories > 1 && !force)
            throw Conflict(text, "must be forced", "image is referenced in multiple repositories");
        if (_use.Of(image.Image.Id) is [var (user, isRunning), ..] && (isRunning || !force))
            throw Conflict(text, isRunning ? "cannot be forced" : "must be forced",
                $"image is being used by {(isRunning ? "running" : "stopped")} container "
                + user.Id[..12]);
        foreach (StoredReference reference in image.References)
            Untag(reference, lines);
        return true;
    }

    private void Untag(StoredReference reference, List<string> lines)
    {
        if (root.Images.Remove(reference) && reference.Name is { } name)
            lines.Add($"Untagged: {name.Familiar}");
    }

    private static EngineException Conflict(string image, string force, string why) =>
        new($"conflict: unable to delete {image} ({force}) - {why}", 1);
}
