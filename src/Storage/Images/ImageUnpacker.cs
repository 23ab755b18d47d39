using MiniDocker.Oci;
using MiniDocker.Storage.Content;
using MiniDocker.Storage.Layers;

namespace MiniDocker.Storage.Images;

/// <summary>Makes an image's layers ready to be stacked.</summary>
public static class ImageUnpacker
{
    /// <summary>
    /// Unpacks what is missing of an image's layers, several at once. Every layer is checked
    /// against its diffID; either all of them are ready afterwards or no new one is. Idempotent.
    /// The caller holds a lease on the content store.
    /// </summary>
    /// <exception cref="LayerException">A layer is damaged or not the config's.</exception>
    public static ChainId Unpack(
        Image image, ContentStore content, LayerStore layers, CancellationToken cancel)
    {
        if (image.ChainId.IsEmpty || layers.Contains(image.ChainId))
            return image.ChainId;
        var sources = new List<LayerSource>();
        for (int i = 0; i < image.Manifest.Layers.Count; i++)
        {
            Descriptor blob = image.Manifest.Layers[i];
            if (!MediaTypes.IsLayer(blob.MediaType))
                throw new ImageException($"{blob.Digest}: \"{blob.MediaType}\" is no layer");
            sources.Add(new LayerSource(
                image.Config.Rootfs.DiffIds[i], () => content.OpenRead(blob.Digest), blob.Size));
        }
        return layers.ApplyAll(default, sources, cancel);
    }
}
