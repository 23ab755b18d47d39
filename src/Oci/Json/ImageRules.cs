namespace MiniDocker.Oci.Json;

/// <summary>What a parsed document must hold before anything else looks at it.</summary>
internal static class ImageRules
{
    internal static void Check(ImageIndex index)
    {
        const string document = "image index";
        CheckSchema(index.SchemaVersion, document);
        if (index.MediaType is { } type && !MediaTypes.IsIndex(type))
            throw Wrong(document, "mediaType", $"{OciText.Quote(type)} is no image index");
        CheckCount(index.Manifests.Count, OciLimits.IndexEntriesMax, document, "manifests");
        for (int i = 0; i < index.Manifests.Count; i++)
            Check(index.Manifests[i], document, $"manifests[{i}]");
        if (index.Subject is { } subject)
            Check(subject, document, "subject");
    }

    internal static void Check(ImageManifest manifest)
    {
        const string document = "image manifest";
        if (MediaTypes.IsSchema1(manifest.MediaType) || manifest.SchemaVersion == 1)
            throw Wrong(document, "schemaVersion",
                "Docker's schema 1 cannot be verified; push the image again with a newer Docker");
        CheckSchema(manifest.SchemaVersion, document);
        if (manifest.MediaType is { } type && !MediaTypes.IsManifest(type))
            throw Wrong(document, "mediaType", $"{OciText.Quote(type)} is no image manifest");
        if (!manifest.Config.Digest.IsEmpty || manifest.ArtifactType is null)
            Check(manifest.Config, document, "config");
        CheckCount(manifest.Layers.Count, OciLimits.LayersMax, document, "layers");
        for (int i = 0; i < manifest.Layers.Count; i++)
            Check(manifest.Layers[i], document, $"layers[{i}]");
        if (manifest.Subject is { } subject)
            Check(subject, document, "subject");
    }

    internal static void Check(ImageConfig config)
    {
        const string document = "image config";
        if (config.Rootfs.Type != "layers")
            throw Wrong(document, "rootfs.type",
                $"{OciText.Quote(config.Rootfs.Type)}, expected \"layers\"");
        CheckCount(config.Rootfs.DiffIds.Count, OciLimits.LayersMax, document, "rootfs.diff_ids");
        for (int i = 0; i < config.Rootfs.DiffIds.Count; i++)
        {
            if (config.Rootfs.DiffIds[i].Digest.IsEmpty)
                throw Wrong(document, $"rootfs.diff_ids[{i}]", "missing");
        }
    }

    internal static void Check(Descriptor? descriptor, string document, string field)
    {
        if (descriptor is null)
            throw Wrong(document, field, "expected an object, found null");
        if (descriptor.Digest.IsEmpty)
            throw Wrong(document, $"{field}.digest", "missing");
        if (descriptor.Size is < 0 or > OciLimits.BlobBytesMax)
            throw Wrong(document, $"{field}.size",
                $"{descriptor.Size} is not between 0 and {OciLimits.BlobBytesMax}");
        if (descriptor.Data is { } embedded && embedded.Length != descriptor.Size)
            throw Wrong(document, $"{field}.data",
                $"{embedded.Length} bytes where size says {descriptor.Size}");
    }

    private static void CheckSchema(int version, string document)
    {
        if (version != 2)
            throw Wrong(document, "schemaVersion", $"{version}, expected 2");
    }

    private static void CheckCount(int count, int max, string document, string field)
    {
        if (count > max)
            throw Wrong(document, field, $"{count} entries are more than the limit of {max}");
    }

    private static OciFormatException Wrong(string document, string field, string what) =>
        new($"{document}: {field}: {what}");
}
