namespace MiniDocker.Oci;

/// <summary>What a blob is, its address and its size (image-spec descriptor.md).</summary>
public sealed record Descriptor
{
    /// <summary>The media type; "" when the document left it out.</summary>
    public string MediaType { get; init => field = value ?? ""; } = "";

    /// <summary>The digest; never empty in a parsed document.</summary>
    public Digest Digest { get; init; }

    /// <summary>The size in bytes; never negative in a parsed document.</summary>
    public long Size { get; init; }

    /// <summary>Where the blob may be downloaded besides the registry.</summary>
    public IReadOnlyList<string>? Urls { get; init; }

    /// <summary>Free-form annotations.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>The blob itself, embedded (base64 in JSON).</summary>
    public byte[]? Data { get; init; }

    /// <summary>The platform of a manifest in an index.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The artifact type of the manifest that is pointed at.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>Describes bytes at hand, with their SHA-256.</summary>
    public static Descriptor Of(string mediaType, ReadOnlySpan<byte> content) =>
        new() { MediaType = mediaType, Digest = Digest.Compute(content), Size = content.Length };

    /// <summary>Reads a descriptor from its JSON.</summary>
    /// <exception cref="OciFormatException">It is no valid descriptor.</exception>
    public static Descriptor Parse(ReadOnlySpan<byte> json)
    {
        Descriptor descriptor = Json.ImageJson.Parse(
            json, Json.ImageJson.Default.Descriptor, "descriptor");
        Json.ImageRules.Check(descriptor, "descriptor", "$");
        return descriptor;
    }

    /// <summary>The JSON of this descriptor.</summary>
    public byte[] ToJson() => Json.ImageJson.Write(this, Json.ImageJson.Default.Descriptor);
}
