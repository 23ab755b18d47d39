using MiniDocker.Oci;

namespace MiniDocker.Storage.Images;

/// <summary>An image of one platform, read from the content store.</summary>
/// <param name="Target">What its name points at: <paramref name="ManifestBlob"/> or an index.
/// </param>
/// <param name="ManifestBlob">The descriptor of the manifest.</param>
/// <param name="Manifest">The manifest.</param>
/// <param name="Config">The config.</param>
public sealed record Image(
    Descriptor Target, Descriptor ManifestBlob, ImageManifest Manifest, ImageConfig Config)
{
    /// <summary>The image ID: the digest of the config.</summary>
    public Digest Id => Manifest.Config.Digest;

    /// <summary>The stack of all its layers.</summary>
    public ChainId ChainId { get; } = Config.ChainId;
}
