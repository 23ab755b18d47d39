using System.Text.Json.Serialization;
using MiniDocker.Oci.Json;

namespace MiniDocker.Oci;

/// <summary>
/// The image's own JSON: platform, run defaults, diffIDs and history (image-spec config.md and
/// Docker's additions). Its digest is the image ID.
/// </summary>
public sealed record ImageConfig
{
    /// <summary>When the image was made, RFC 3339 as its author wrote it.</summary>
    public string? Created { get; init; }

    /// <summary>Who made it.</summary>
    public string? Author { get; init; }

    /// <summary>CPU architecture in Go's words.</summary>
    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary>Variant of the architecture.</summary>
    public string? Variant { get; init; }

    /// <summary>Operating system in Go's words.</summary>
    [JsonPropertyName("os")]
    public string OS { get; init => field = value ?? ""; } = "";

    /// <summary>Version of the operating system; used by Windows only.</summary>
    [JsonPropertyName("os.version")]
    public string? OSVersion { get; init; }

    /// <summary>Features of the operating system; used by Windows only.</summary>
    [JsonPropertyName("os.features")]
    public IReadOnlyList<string>? OSFeatures { get; init; }

    /// <summary>Message of a commit (Docker).</summary>
    public string? Comment { get; init; }

    /// <summary>Docker's container that the image was committed from (old builders).</summary>
    public string? Container { get; init; }

    /// <summary>Version of the Docker that made the image (old builders).</summary>
    [JsonPropertyName("docker_version")]
    public string? DockerVersion { get; init; }

    /// <summary>What a container starts with when its user does not say otherwise.</summary>
    public ContainerDefaults Config { get; init => field = value ?? new(); } = new();

    /// <summary>The uncompressed layers.</summary>
    [JsonPropertyName("rootfs")]
    public ImageRootfs Rootfs { get; init => field = value ?? new(); } = new();

    /// <summary>How the image came to be, one entry a step, oldest first.</summary>
    public IReadOnlyList<HistoryEntry>? History { get; init; }

    /// <summary>The platform the image is for.</summary>
    [JsonIgnore]
    public Platform Platform => new()
    {
        OS = OS,
        Architecture = Architecture,
        Variant = Variant,
        OSVersion = OSVersion,
        OSFeatures = OSFeatures,
    };

    /// <summary>The chain of all the image's layers.</summary>
    [JsonIgnore]
    public ChainId ChainId => ChainId.Compute(Rootfs.DiffIds);

    /// <summary><see cref="Created"/> as a time; null when absent or no time.</summary>
    [JsonIgnore]
    public DateTimeOffset? CreatedTime => Rfc3339.TryParse(Created);

    /// <summary>Reads a config.</summary>
    /// <exception cref="OciFormatException">It is none; the message names the field.</exception>
    public static ImageConfig Parse(ReadOnlySpan<byte> json)
    {
        ImageConfig config = ImageJson.Parse(json, ImageJson.Default.ImageConfig, "image config");
        ImageRules.Check(config);
        return config;
    }

    /// <summary>The JSON of this config; the same bytes for the same config.</summary>
    public byte[] ToJson() => ImageJson.Write(this, ImageJson.Default.ImageConfig);
}
