using MiniDocker.Oci;
using MiniDocker.Storage.Compression;
using MiniDocker.Storage.Content;
using MiniDocker.Storage.Layers;

namespace MiniDocker.Storage.Images;

/// <summary>Makes a one-layer image of a root filesystem's tar.</summary>
public sealed class ImageImporter(StorageRoot root)
{
    private readonly ContentStore _content = root.Content;

    /// <summary>Imports a tar, compressed or not, read once to its end.</summary>
    /// <param name="tar">The root filesystem; stays the caller's to dispose.</param>
    /// <param name="name">The image's name; null leaves it without one.</param>
    /// <param name="origin">Platform, run defaults and comment; its layers are ignored.</param>
    /// <param name="cancel">Stops the work; nothing is kept.</param>
    /// <returns>The image.</returns>
    /// <exception cref="LayerException">It is no tar, or one that must not be unpacked.
    /// </exception>
    public Image Import(
        Stream tar, ImageReference? name, ImageConfig origin, CancellationToken cancel)
    {
        bool isDone = false;
        try
        {
            using FileLock lease = _content.AcquireLease(cancel);
            Descriptor layer = StoreLayer(tar, cancel);
            ImageConfig config = origin with
            {
                Rootfs = new ImageRootfs { DiffIds = [new DiffId(layer.Digest)] },
                History = [new HistoryEntry { Created = origin.Created, Comment = origin.Comment }],
            };
            Descriptor target = StoreManifest(config, layer);
            Image image = ImageReader.Open(_content, target, null);
            ImageUnpacker.Unpack(image, _content, root.Layers, cancel);
            if (name is null)
                root.Images.AddUntagged(target);
            else
                root.Images.Set(name, target);
            isDone = true;
            return image;
        }
        finally
        {
            if (!isDone)
                new GarbageCollector(root).TryCollect();
        }
    }

    // Stored uncompressed, so that one pass gives the digest and the diffID; compressed by push.
    private Descriptor StoreLayer(Stream tar, CancellationToken cancel)
    {
        using Stream plain = Decompressor.Open(tar);
        using ContentWriter writer = _content.BeginIngest();
        byte[] buffer = new byte[256 * 1024];
        long size = 0;
        while (plain.Read(buffer) is > 0 and int read)
        {
            cancel.ThrowIfCancellationRequested();
            writer.Write(buffer.AsSpan(0, read));
            size += read;
        }
        return new Descriptor
        {
            MediaType = MediaTypes.OciLayerTar,
            Digest = writer.Commit(),
            Size = size,
        };
    }

    private Descriptor StoreManifest(ImageConfig config, Descriptor layer)
    {
        var manifest = new ImageManifest
        {
            MediaType = MediaTypes.OciManifest,
            Config = _content.WriteBytes(MediaTypes.OciConfig, config.ToJson()),
            Layers = [layer],
        };
        return _content.WriteBytes(MediaTypes.OciManifest, manifest.ToJson());
    }
}
