using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Tests.Client;

/// <summary>An image of random layers, for transfers that never unpack it.</summary>
internal static class SampleImage
{
    internal static Descriptor Write(ContentStore store, int layers, int layerBytes)
    {
        Descriptor config = store.WriteBytes(
            MediaTypes.OciConfig, System.Text.Encoding.UTF8.GetBytes(Guid.NewGuid().ToString()));
        List<Descriptor> written = [];
        for (int i = 0; i < layers; i++)
            written.Add(store.WriteBytes(MediaTypes.OciLayerTar, Bytes.Random(layerBytes)));
        return store.WriteBytes(MediaTypes.OciManifest, new ImageManifest
        {
            MediaType = MediaTypes.OciManifest,
            Config = config,
            Layers = written,
        }.ToJson());
    }
}
