using System.Text.Json.Serialization;
using MiniDocker.Oci.Json;

namespace MiniDocker.Oci;

/// <summary>
/// What an image says about the containers made from it: the "config" object of the image config
/// (image-spec config.md and Docker's additions). Field names are Docker's.
/// </summary>
public sealed record ContainerDefaults
{
    /// <summary>user[:group], names or numbers; null or "" is root.</summary>
    [JsonPropertyName("User")]
    public string? User { get; init; }

    /// <summary>Ports the image listens on, "80/tcp" with empty values.</summary>
    [JsonConverter(typeof(StringSetJsonConverter))]
    [JsonPropertyName("ExposedPorts")]
    public IReadOnlyList<string>? ExposedPorts { get; init; }

    /// <summary>Environment, "NAME=value" in order.</summary>
    [JsonPropertyName("Env")]
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>The program and its fixed arguments.</summary>
    [JsonConverter(typeof(StringListJsonConverter))]
    [JsonPropertyName("Entrypoint")]
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Default arguments, or the program when there is no entrypoint.</summary>
    [JsonConverter(typeof(StringListJsonConverter))]
    [JsonPropertyName("Cmd")]
    public IReadOnlyList<string>? Cmd { get; init; }

    /// <summary>Paths that become volumes.</summary>
    [JsonConverter(typeof(StringSetJsonConverter))]
    [JsonPropertyName("Volumes")]
    public IReadOnlyList<string>? Volumes { get; init; }

    /// <summary>The working directory; null or "" is "/".</summary>
    [JsonPropertyName("WorkingDir")]
    public string? WorkingDir { get; init; }

    /// <summary>Labels.</summary>
    [JsonPropertyName("Labels")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The signal that asks the program to stop, "SIGTERM" or "15".</summary>
    [JsonPropertyName("StopSignal")]
    public string? StopSignal { get; init; }

    /// <summary>Seconds to wait for it before SIGKILL (Docker).</summary>
    [JsonPropertyName("StopTimeout")]
    public int? StopTimeout { get; init; }

    /// <summary>How to ask whether the program is well (Docker).</summary>
    [JsonPropertyName("Healthcheck")]
    public HealthCheckConfig? Healthcheck { get; init; }

    /// <summary>Instructions for images built on this one (Docker).</summary>
    [JsonPropertyName("OnBuild")]
    public IReadOnlyList<string>? OnBuild { get; init; }

    /// <summary>The shell of shell-form instructions (Docker).</summary>
    [JsonPropertyName("Shell")]
    public IReadOnlyList<string>? Shell { get; init; }

    /// <summary>The command is already escaped; used by Windows only (Docker).</summary>
    [JsonPropertyName("ArgsEscaped")]
    public bool? ArgsEscaped { get; init; }

    /// <summary>Host name default of old builders (Docker).</summary>
    [JsonPropertyName("Hostname")]
    public string? Hostname { get; init; }

    /// <summary>Domain name default of old builders (Docker).</summary>
    [JsonPropertyName("Domainname")]
    public string? Domainname { get; init; }

    /// <summary>Image the config was made from (old builders).</summary>
    [JsonPropertyName("Image")]
    public string? Image { get; init; }

    /// <summary>Memory limit of the schema 1 days, in bytes (image-spec "reserved").</summary>
    [JsonPropertyName("Memory")]
    public long? Memory { get; init; }

    /// <summary>Memory and swap limit of the schema 1 days (image-spec "reserved").</summary>
    [JsonPropertyName("MemorySwap")]
    public long? MemorySwap { get; init; }

    /// <summary>CPU weight of the schema 1 days (image-spec "reserved").</summary>
    [JsonPropertyName("CpuShares")]
    public long? CpuShares { get; init; }
}
