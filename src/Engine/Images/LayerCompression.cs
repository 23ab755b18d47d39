using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Compression;
using MiniDocker.Storage.Content;
using MiniDocker.Storage.Images;

namespace MiniDocker.Engine.Images;

/// <summary>
/// Gives an image whose layers are plain tars, as builds and imports make them, compressed ones.
/// The config and with it the image ID stay. A layer that another image holds compressed is
/// found by its diffID and not compressed again.
/// </summary>
internal sealed class LayerCompression(StorageRoot root, IProgress<ImageProgress> progress)
{
    private const int CopyBytes = 1 << 20;

    /// <summary>The same image with compressed layers; the same descriptor when nothing was to
    /// be done. The caller holds a lease.</summary>
    internal Descriptor Compress(Descriptor target, CancellationToken cancel)
    {
        if (!MediaTypes.IsManifest(target.MediaType))
            return target;
        var manifest = ImageManifest.Parse(root.Content.ReadBytes(target));
        if (!manifest.Layers.Any(IsPlain) || !MediaTypes.IsConfig(manifest.Config.MediaType))
            return target;

        IReadOnlyList<DiffId> diffIds =
            ImageConfig.Parse(root.Content.ReadBytes(manifest.Config)).Rootfs.DiffIds;
        Dictionary<DiffId, Descriptor> known = CompressedLayers();
        var layers = new List<Descriptor>();
        for (int i = 0; i < manifest.Layers.Count; i++)
        {
            Descriptor layer = manifest.Layers[i];
            layers.Add(!IsPlain(layer) ? layer
                : known.TryGetValue(diffIds[i], out Descriptor? other) ? other
                : Compress(layer, manifest.MediaType, cancel));
        }
        return root.Content.WriteBytes(
            target.MediaType, (manifest with { Layers = layers }).ToJson());
    }

    private Descriptor Compress(
        Descriptor layer, string? manifestType, CancellationToken cancel)
    {
        using ContentWriter writer = root.Content.BeginIngest();
        using (Stream gzip = Compressor.Create(writer, CompressionFormat.Gzip))
        using (FileStream plain = root.Content.OpenRead(layer.Digest))
        {
            byte[] buffer = new byte[CopyBytes];
            long done = 0;
            while (plain.Read(buffer) is > 0 and int read)
            {
                cancel.ThrowIfCancellationRequested();
                gzip.Write(buffer.AsSpan(0, read));
                done += read;
                progress.Report(new ImageProgress(
                    layer.Digest, ImageProgressStatus.Preparing, done, layer.Size));
            }
        }
        long size = writer.Position;
        return new Descriptor
        {
            MediaType = manifestType == MediaTypes.DockerManifest
                ? MediaTypes.DockerLayerGzip : MediaTypes.OciLayerGzip,
            Digest = writer.Commit(),
            Size = size,
        };
    }

    private Dictionary<DiffId, Descriptor> CompressedLayers()
    {
        var found = new Dictionary<DiffId, Descriptor>();
        foreach (Image image in root.Images.Images().Select(named => named.Image))
        {
            for (int i = 0; i < image.Manifest.Layers.Count; i++)
            {
                Descriptor layer = image.Manifest.Layers[i];
                if (!IsPlain(layer) && root.Content.Contains(layer.Digest))
                    found.TryAdd(image.Config.Rootfs.DiffIds[i], layer);
            }
        }
        return found;
    }

    private static bool IsPlain(Descriptor layer) =>
        layer.MediaType is MediaTypes.OciLayerTar or MediaTypes.DockerLayerTar;
}
