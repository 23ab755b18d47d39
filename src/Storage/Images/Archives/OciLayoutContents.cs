using MiniDocker.Oci;

namespace MiniDocker.Storage.Images.Archives;

/// <summary>
/// The images of an OCI layout, also one inside a tar (image-spec image-layout.md).
/// </summary>
internal static class OciLayoutContents
{
    internal const string IndexFile = "index.json";
    internal const string LayoutFile = "oci-layout";
    internal const string RefName = "org.opencontainers.image.ref.name";
    internal const string ContainerdName = "io.containerd.image.name";

    /// <summary>Finds the images and checks that all of each one is there.</summary>
    internal static IReadOnlyList<ArchivedImage> Read(ArchiveSpool spool)
    {
        ArchiveFile index = spool.Find(IndexFile)!;
        var images = new List<ArchivedImage>();
        foreach (Descriptor entry in ImageIndex.Parse(index.Json).Manifests)
        {
            // image-spec: an unknown media type in an index must not be an error.
            if (!MediaTypes.IsIndex(entry.MediaType) && !MediaTypes.IsManifest(entry.MediaType))
                continue;
            var target = entry with { Annotations = null };
            if (!IsComplete(spool, target, 0))
                throw new ImageException($"the archive is incomplete: {entry.Digest} has no "
                    + "manifest whose blobs are all there");
            images.Add(new ArchivedImage(target, NamesOf(entry)));
        }
        return images;
    }

    // An index may lack platforms (docker save --platform), but no manifest may lack its blobs.
    private static bool IsComplete(ArchiveSpool spool, Descriptor target, int depth)
    {
        if (!spool.HasBlob(target.Digest))
            return false;
        if (depth > OciLimits.IndexNestingMax)
            throw new ImageException("too many indexes in each other");
        if (MediaTypes.IsIndex(target.MediaType))
        {
            bool any = false;
            foreach (Descriptor child in ImageIndex.Parse(spool.ReadBlob(target)).Manifests)
                any |= IsComplete(spool, child, depth + 1);
            return any;
        }
        if (!MediaTypes.IsManifest(target.MediaType))
            return false;

        var manifest = ImageManifest.Parse(spool.ReadBlob(target));
        foreach (Descriptor blob in manifest.Layers.Prepend(manifest.Config))
        {
            if (!blob.Digest.IsEmpty && spool.SizeOf(blob.Digest) != blob.Size)
                throw new ImageException($"{blob.Digest}: {spool.SizeOf(blob.Digest)} bytes where "
                    + $"its descriptor says {blob.Size}");
        }
        if (MediaTypes.IsConfig(manifest.Config.MediaType))
            ImageConfig.Parse(spool.ReadBlob(manifest.Config));
        return true;
    }

    // A bare tag says no name: such an image is loaded without one, as Docker does.
    private static IReadOnlyList<ImageReference> NamesOf(Descriptor entry)
    {
        string? name = entry.Annotations?.GetValueOrDefault(ContainerdName);
        if (name is null && entry.Annotations?.GetValueOrDefault(RefName) is { } refName
            && refName.AsSpan().ContainsAny(':', '/'))
            name = refName;
        return name is not null && ImageReference.TryParse(name) is { } reference
            ? [reference] : [];
    }
}
