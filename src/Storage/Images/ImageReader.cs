using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Storage.Images;

/// <summary>From a manifest or an index to the image of one platform.</summary>
public static class ImageReader
{
    /// <summary>Reads an image.</summary>
    /// <param name="content">Where its documents are.</param>
    /// <param name="target">A manifest or an index.</param>
    /// <param name="platform">The platform that it must be for; null takes the best for this
    /// machine that is there, or else what is there.</param>
    /// <exception cref="ImageNotFoundException">The index has nothing for the platform.</exception>
    public static Image Open(ContentStore content, Descriptor target, Platform? platform) =>
        TryOpen(content, target, platform)
        ?? throw new ImageNotFoundException(platform is null
            ? $"no manifest of {target.Digest} is in the content store"
            : $"no matching manifest for {platform} in {target.Digest}");

    /// <summary>As <see cref="Open"/>; null when nothing fits or it is not there.</summary>
    public static Image? TryOpen(ContentStore content, Descriptor target, Platform? platform) =>
        TryOpen(content, target, target, platform, 0);

    private static Image? TryOpen(
        ContentStore content, Descriptor target, Descriptor blob, Platform? platform, int depth)
    {
        if (!content.Contains(blob.Digest))
            return null;
        if (!MediaTypes.IsIndex(blob.MediaType))
            return OpenManifest(content, target, blob, platform);
        if (depth == OciLimits.IndexNestingMax)
            throw new ImageException(
                $"{target.Digest}: more than {OciLimits.IndexNestingMax} indexes in each other");

        var index = ImageIndex.Parse(content.ReadBytes(blob));
        foreach (Descriptor candidate in index.Candidates(platform))
        {
            if (TryOpen(content, target, candidate, platform, depth + 1) is { } image)
                return image;
        }
        return null;
    }

    private static Image? OpenManifest(
        ContentStore content, Descriptor target, Descriptor blob, Platform? platform)
    {
        var manifest = ImageManifest.Parse(content.ReadBytes(blob));
        if (!MediaTypes.IsConfig(manifest.Config.MediaType)
            || !content.Contains(manifest.Config.Digest))
            return null;
        var config = ImageConfig.Parse(content.ReadBytes(manifest.Config));
        if (platform is not null && !platform.Matches(config.Platform))
            return null;
        if (manifest.Layers.Count != config.Rootfs.DiffIds.Count)
            throw new ImageException($"{blob.Digest}: {manifest.Layers.Count} layers, "
                + $"but the config has {config.Rootfs.DiffIds.Count} diffIDs");
        return new Image(target, blob, manifest, config);
    }
}
