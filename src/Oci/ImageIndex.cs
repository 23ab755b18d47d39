using MiniDocker.Oci.Json;

namespace MiniDocker.Oci;

/// <summary>
/// A list of manifests, one for each platform: OCI image index or Docker manifest list.
/// </summary>
public sealed partial record ImageIndex
{
    /// <summary>Always 2.</summary>
    public int SchemaVersion { get; init; } = 2;

    /// <summary>The document's own media type, when it states one.</summary>
    public string? MediaType { get; init; }

    /// <summary>The artifact type of the whole.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The manifests and nested indexes, in the author's order of preference.</summary>
    public IReadOnlyList<Descriptor> Manifests { get; init => field = value ?? []; } = [];

    /// <summary>The manifest that this index refers to (image-spec 1.1).</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>Free-form annotations.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Reads an index.</summary>
    /// <exception cref="OciFormatException">It is none; the message names the field.</exception>
    public static ImageIndex Parse(ReadOnlySpan<byte> json)
    {
        ImageIndex index = ImageJson.Parse(json, ImageJson.Default.ImageIndex, "image index");
        ImageRules.Check(index);
        return index;
    }

    /// <summary>The JSON of this index; the same bytes for the same index.</summary>
    public byte[] ToJson() => ImageJson.Write(this, ImageJson.Default.ImageIndex);
}
