using MiniDocker.Oci;
using MiniDocker.Storage.Compression;
using MiniDocker.Storage.Content;
using MiniDocker.Storage.Images.Archives;

namespace MiniDocker.Storage.Images;

/// <summary>
/// Reads archives of images: <c>docker save</c> of every age, OCI layouts as a tar or a
/// directory, compressed or not. No name appears before every digest and diffID of every image
/// in it was checked and is on disk.
/// </summary>
public sealed class ImageLoader(StorageRoot root)
{
    private readonly ContentStore _content = root.Content;

    /// <summary>Loads every image of a tar, read once from its start to its end.</summary>
    /// <exception cref="ImageException">The archive is no archive of images, or is damaged.
    /// </exception>
    public IReadOnlyList<LoadedImage> LoadTar(
        Stream archive, Platform? platform, CancellationToken cancel)
    {
        using Stream tar = Decompressor.Open(archive);
        return Load(spool => spool.ReadTar(tar, cancel), platform, cancel);
    }

    /// <summary>Loads every image of an OCI layout, or of an unpacked archive.</summary>
    /// <exception cref="ImageException">The directory holds no images, or damaged ones.
    /// </exception>
    public IReadOnlyList<LoadedImage> LoadDirectory(
        string path, Platform? platform, CancellationToken cancel) =>
        Load(spool => spool.ReadDirectory(path, cancel), platform, cancel);

    private List<LoadedImage> Load(
        Action<ArchiveSpool> read, Platform? platform, CancellationToken cancel)
    {
        bool isDone = false;
        try
        {
            using FileLock lease = _content.AcquireLease(cancel);
            using var spool = new ArchiveSpool(_content);
            read(spool);
            IReadOnlyList<ArchivedImage> found = Contents(spool);
            spool.Commit();
            List<LoadedImage> loaded = Unpack(found, platform, cancel);
            foreach ((ArchivedImage archived, LoadedImage image) in found.Zip(loaded))
                Name(archived, image);
            isDone = true;
            return loaded;
        }
        finally
        {
            // What was committed but never named must not stay behind a failure.
            if (!isDone)
                new GarbageCollector(root).TryCollect();
        }
    }

    private static IReadOnlyList<ArchivedImage> Contents(ArchiveSpool spool)
    {
        bool isLayout = spool.Find(OciLayoutContents.IndexFile) is not null
            && spool.Find(OciLayoutContents.LayoutFile) is not null;
        if (!isLayout && spool.Find(DockerArchiveContents.ManifestFile) is null)
            throw new ImageException("no images found: neither manifest.json nor an OCI layout's "
                + "index.json is in the archive (a root filesystem is loaded by import)");
        IReadOnlyList<ArchivedImage> images = isLayout
            ? OciLayoutContents.Read(spool) : DockerArchiveContents.Read(spool);
        return isLayout ? [.. images.Select(image => WithDockerNames(spool, image))] : images;
    }

    // A layout whose annotations hold no names may have manifest.json beside it that does.
    private static ArchivedImage WithDockerNames(ArchiveSpool spool, ArchivedImage image)
    {
        if (image.Names.Count > 0 || !MediaTypes.IsManifest(image.Target.MediaType))
            return image;
        var manifest = ImageManifest.Parse(spool.ReadBlob(image.Target));
        return image with
        {
            Names = DockerArchiveContents.NamesOfConfig(spool, manifest.Config.Digest),
        };
    }

    private List<LoadedImage> Unpack(
        IReadOnlyList<ArchivedImage> found, Platform? platform, CancellationToken cancel)
    {
        var loaded = new List<LoadedImage>();
        foreach (ArchivedImage archived in found)
        {
            Image image = ImageReader.Open(_content, archived.Target, platform);
            ImageUnpacker.Unpack(image, _content, root.Layers, cancel);
            loaded.Add(new LoadedImage(image, archived.Names));
        }
        return loaded;
    }

    private void Name(ArchivedImage archived, LoadedImage image)
    {
        foreach (ImageReference name in archived.Names)
            root.Images.Set(name, archived.Target);
        if (archived.Names.Count == 0)
            root.Images.AddUntagged(image.Image.Target);
    }
}
