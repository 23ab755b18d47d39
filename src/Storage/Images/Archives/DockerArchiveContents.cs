using MiniDocker.Oci;
using MiniDocker.Storage.Compression;

namespace MiniDocker.Storage.Images.Archives;

/// <summary>
/// The images of a <c>docker save</c> archive without an OCI layout: manifest.json names configs
/// and layers, which are plain tars, gzip or zstd, or links to each other.
/// </summary>
internal static class DockerArchiveContents
{
    internal const string ManifestFile = "manifest.json";

    /// <summary>Finds the images and makes a manifest for each one.</summary>
    internal static IReadOnlyList<ArchivedImage> Read(ArchiveSpool spool)
    {
        var images = new List<ArchivedImage>();
        foreach (DockerArchiveManifest image in Entries(spool))
        {
            ArchiveFile config = Require(spool, image.Config);
            if (config.Json is null)
                throw new ImageException($"{image.Config}: an image config cannot be so large");
            var parsed = ImageConfig.Parse(config.Json);
            IReadOnlyList<string> paths = image.Layers ?? [];
            if (paths.Count != parsed.Rootfs.DiffIds.Count)
                throw new ImageException($"{image.Config}: {parsed.Rootfs.DiffIds.Count} diffIDs, "
                    + $"but manifest.json lists {paths.Count} layers");

            var manifest = new ImageManifest
            {
                MediaType = MediaTypes.OciManifest,
                Config = new Descriptor
                {
                    MediaType = MediaTypes.OciConfig,
                    Digest = config.Digest,
                    Size = config.Size,
                },
                Layers = [.. paths.Select(path => LayerOf(Require(spool, path)))],
            };
            Descriptor target = spool.Add(MediaTypes.OciManifest, manifest.ToJson());
            images.Add(new ArchivedImage(target, NamesOf(image)));
        }
        return images;
    }

    /// <summary>manifest.json's names of an image, by its config; for archives of both kinds.
    /// </summary>
    internal static IReadOnlyList<ImageReference> NamesOfConfig(
        ArchiveSpool spool, Digest config) =>
        [.. Entries(spool)
            .Where(i => i.Config is not null && spool.Find(i.Config)?.Digest == config)
            .SelectMany(NamesOf)];

    private static IReadOnlyList<DockerArchiveManifest> Entries(ArchiveSpool spool) =>
        spool.Find(ManifestFile)?.Json is { } json ? DockerArchiveManifest.Parse(json) : [];

    private static ArchiveFile Require(ArchiveSpool spool, string? path) =>
        (path is null ? null : spool.Find(path))
        ?? throw new ImageException($"the archive is incomplete: {path ?? "Config"} is missing");

    private static Descriptor LayerOf(ArchiveFile file) => new()
    {
        MediaType = file.Compression switch
        {
            CompressionFormat.Gzip => MediaTypes.OciLayerGzip,
            CompressionFormat.Zstd => MediaTypes.OciLayerZstd,
            _ => MediaTypes.OciLayerTar,
        },
        Digest = file.Digest,
        Size = file.Size,
    };

    private static List<ImageReference> NamesOf(DockerArchiveManifest image)
    {
        var names = new List<ImageReference>();
        foreach (string tag in image.RepoTags ?? [])
            names.Add(ImageReference.Parse(tag));
        return names;
    }
}
