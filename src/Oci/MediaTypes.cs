namespace MiniDocker.Oci;

/// <summary>
/// Media types of the image-spec and of Docker's schema 2, and what can be told by them.
/// </summary>
public static class MediaTypes
{
    /// <summary>OCI image index.</summary>
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";

    /// <summary>OCI image manifest.</summary>
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>OCI image config.</summary>
    public const string OciConfig = "application/vnd.oci.image.config.v1+json";

    /// <summary>OCI empty JSON object, the config of artifacts.</summary>
    public const string OciEmpty = "application/vnd.oci.empty.v1+json";

    /// <summary>OCI uncompressed layer.</summary>
    public const string OciLayerTar = "application/vnd.oci.image.layer.v1.tar";

    /// <summary>OCI gzip layer.</summary>
    public const string OciLayerGzip = "application/vnd.oci.image.layer.v1.tar+gzip";

    /// <summary>OCI zstd layer.</summary>
    public const string OciLayerZstd = "application/vnd.oci.image.layer.v1.tar+zstd";

    /// <summary>Docker manifest list, schema 2.</summary>
    public const string DockerManifestList =
        "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>Docker manifest, schema 2.</summary>
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>Docker image config.</summary>
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";

    /// <summary>Docker uncompressed layer.</summary>
    public const string DockerLayerTar = "application/vnd.docker.image.rootfs.diff.tar";

    /// <summary>Docker gzip layer.</summary>
    public const string DockerLayerGzip = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    /// <summary>Docker zstd layer.</summary>
    public const string DockerLayerZstd = "application/vnd.docker.image.rootfs.diff.tar.zstd";

    /// <summary>Docker foreign layer.</summary>
    public const string DockerForeignLayer =
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

    /// <summary>Docker manifest, schema 1: recognised only to be refused by name.</summary>
    public const string DockerSchema1 = "application/vnd.docker.distribution.manifest.v1+json";

    /// <summary>Docker signed manifest, schema 1: recognised only to be refused by name.</summary>
    public const string DockerSchema1Signed =
        "application/vnd.docker.distribution.manifest.v1+prettyjws";

    private const string OciLayerPrefix = "application/vnd.oci.image.layer.";
    private const string DockerLayerPrefix = "application/vnd.docker.image.rootfs.";

    /// <summary>An OCI index or a Docker manifest list.</summary>
    public static bool IsIndex(string? mediaType) => mediaType is OciIndex or DockerManifestList;

    /// <summary>An OCI manifest or a Docker manifest of schema 2.</summary>
    public static bool IsManifest(string? mediaType) => mediaType is OciManifest or DockerManifest;

    /// <summary>An OCI or Docker image config.</summary>
    public static bool IsConfig(string? mediaType) => mediaType is OciConfig or DockerConfig;

    /// <summary>Docker's manifest of schema 1, which nobody can verify any more.</summary>
    public static bool IsSchema1(string? mediaType) =>
        mediaType is DockerSchema1 or DockerSchema1Signed;

    /// <summary>A layer of any kind, compressed or not, foreign or not.</summary>
    public static bool IsLayer(string? mediaType) =>
        mediaType is not null
        && (mediaType.StartsWith(OciLayerPrefix, StringComparison.Ordinal)
            || mediaType.StartsWith(DockerLayerPrefix, StringComparison.Ordinal));

    /// <summary>A layer that was not meant to be redistributed.</summary>
    public static bool IsForeignLayer(string? mediaType) =>
        IsLayer(mediaType)
        && (mediaType!.Contains(".nondistributable.", StringComparison.Ordinal)
            || mediaType == DockerForeignLayer);
}
