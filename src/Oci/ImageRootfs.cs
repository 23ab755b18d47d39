using System.Text.Json.Serialization;

namespace MiniDocker.Oci;

/// <summary>The image's layers by the hash of their uncompressed tar.</summary>
public sealed record ImageRootfs
{
    /// <summary>Always "layers".</summary>
    public string Type { get; init => field = value ?? "layers"; } = "layers";

    /// <summary>DiffIDs, lowest layer first.</summary>
    [JsonPropertyName("diff_ids")]
    public IReadOnlyList<DiffId> DiffIds { get; init => field = value ?? []; } = [];
}
