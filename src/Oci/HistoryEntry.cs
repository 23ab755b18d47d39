using System.Text.Json.Serialization;

namespace MiniDocker.Oci;

/// <summary>One step in an image's making (image-spec config.md, "history").</summary>
public sealed record HistoryEntry
{
    /// <summary>When, RFC 3339.</summary>
    public string? Created { get; init; }

    /// <summary>The instruction.</summary>
    [JsonPropertyName("created_by")]
    public string? CreatedBy { get; init; }

    /// <summary>Who.</summary>
    public string? Author { get; init; }

    /// <summary>A message.</summary>
    public string? Comment { get; init; }

    /// <summary>True when the step made no layer.</summary>
    [JsonPropertyName("empty_layer")]
    public bool? EmptyLayer { get; init; }
}
