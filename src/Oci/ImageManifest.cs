using MiniDocker.Oci.Json;

namespace MiniDocker.Oci;

/// <summary>
/// An image for one platform: its config and its layers, lowest first. OCI image manifest or
/// Docker's schema 2, which have the same fields.
/// </summary>
public sealed record ImageManifest
{
    /// <summary>Always 2.</summary>
    public int SchemaVersion { get; init; } = 2;

    /// <summary>The document's own media type, when it states one.</summary>
    public string? MediaType { get; init; }

    /// <summary>The artifact type, when this is not an image.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The config; empty digest when the manifest has none (an artifact may).</summary>
    public Descriptor Config { get; init => field = value ?? new Descriptor(); } = new();

    /// <summary>The layers, lowest first.</summary>
    public IReadOnlyList<Descriptor> Layers { get; init => field = value ?? []; } = [];

    /// <summary>The manifest that this one refers to (image-spec 1.1).</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>Free-form annotations.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="OciFormatException">It is none; the message names the field.</exception>
    public static ImageManifest Parse(ReadOnlySpan<byte> json)
    {
        ImageManifest manifest =
            ImageJson.Parse(json, ImageJson.Default.ImageManifest, "image manifest");
        ImageRules.Check(manifest);
        return manifest;
    }

    /// <summary>The JSON of this manifest; the same bytes for the same manifest.</summary>
    public byte[] ToJson() => ImageJson.Write(this, ImageJson.Default.ImageManifest);
}
