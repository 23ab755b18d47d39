using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Spec;

/// <summary>A range of ids (man 7 user_namespaces).</summary>
public sealed record IdMappingSpec
{
    /// <summary>First id inside.</summary>
    [JsonPropertyName("containerID")]
    public uint ContainerId { get; init; }

    /// <summary>First id outside.</summary>
    [JsonPropertyName("hostID")]
    public uint HostId { get; init; }

    /// <summary>How many.</summary>
    public uint Size { get; init; }
}
