using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;
using MiniDocker.Storage.Layers;

namespace MiniDocker.Engine.Images;

/// <summary>How large images are: the bytes of their unpacked layers.</summary>
public sealed class ImageSizes(StorageRoot root)
{
    private readonly Dictionary<ChainId, long?> _known = [];

    /// <summary>Bytes of an image's files; of a layer that is not unpacked, its blob's.</summary>
    public long Of(Image image)
    {
        long total = 0;
        foreach (long bytes in Layers(image))
            total += bytes;
        return total;
    }

    /// <summary>Bytes of each layer, lowest first.</summary>
    public IEnumerable<long> Layers(Image image)
    {
        ChainId chain = default;
        for (int i = 0; i < image.Config.Rootfs.DiffIds.Count; i++)
        {
            chain = chain.Append(image.Config.Rootfs.DiffIds[i]);
            yield return Unpacked(chain) ?? image.Manifest.Layers[i].Size;
        }
    }

    private long? Unpacked(ChainId chain)
    {
        if (!_known.TryGetValue(chain, out long? bytes))
            _known[chain] = bytes =
                root.Layers.TryGet(chain, out LayerRecord record) ? record.SizeBytes : null;
        return bytes;
    }
}
