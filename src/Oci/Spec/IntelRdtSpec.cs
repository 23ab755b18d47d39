using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Spec;

/// <summary>Resource control group (config-linux.md, "IntelRdt").</summary>
public sealed record IntelRdtSpec
{
    /// <summary>Name of the group.</summary>
    [JsonPropertyName("closID")]
    public string? ClosId { get; init; }

    /// <summary>Lines for the group's schemata file.</summary>
    public IReadOnlyList<string> Schemata { get; init => field = value ?? []; } = [];

    /// <summary>L3 line of schemata.</summary>
    [JsonPropertyName("l3CacheSchema")]
    public string? L3CacheSchema { get; init; }

    /// <summary>MB line of schemata.</summary>
    [JsonPropertyName("memBwSchema")]
    public string? MemBwSchema { get; init; }

    /// <summary>Make a monitoring group.</summary>
    public bool EnableMonitoring { get; init; }
}
