using MiniDocker.Oci;

namespace MiniDocker.Registry.Server.Endpoints;

/// <summary>What the server needs to know of a manifest that is pushed.</summary>
internal sealed record ManifestDocument
{
    internal required string MediaType { get; init; }

    internal string? ArtifactType { get; init; }

    internal Descriptor? Subject { get; init; }

    internal IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>
    /// Blobs that a complete repository has; those kept elsewhere are not among them.
    /// </summary>
    internal IReadOnlyList<Descriptor> Blobs { get; init; } = [];

    internal IReadOnlyList<Descriptor> Manifests { get; init; } = [];

    /// <exception cref="ProtocolException">It is no manifest; the message says why.</exception>
    internal static ManifestDocument Parse(byte[] content, string? contentType)
    {
        try
        {
            if (MediaTypes.IsIndex(contentType))
                return Of(ImageIndex.Parse(content), contentType!);
            if (MediaTypes.IsManifest(contentType))
                return Of(ImageManifest.Parse(content), contentType!);
        }
        catch (OciFormatException e)
        {
            throw new ProtocolException(ErrorCode.ManifestInvalid, e.Message);
        }

        throw new ProtocolException(ErrorCode.ManifestInvalid,
            $"Content-Type \"{contentType}\" is no manifest that this registry knows");
    }

    internal ManifestRecord ToRecord(Digest digest, long size) => new(
        new Descriptor
        {
            MediaType = MediaType,
            Digest = digest,
            Size = size,
            ArtifactType = ArtifactType,
            // Only the referrers API shows them, and they may be megabytes.
            Annotations = Subject is null ? null : Annotations,
        },
        Subject?.Digest);

    private static ManifestDocument Of(ImageIndex index, string contentType) => new()
    {
        MediaType = SameType(contentType, index.MediaType),
        ArtifactType = index.ArtifactType,
        Subject = index.Subject,
        Annotations = index.Annotations,
        Manifests = index.Manifests,
    };

    private static ManifestDocument Of(ImageManifest manifest, string contentType) => new()
    {
        MediaType = SameType(contentType, manifest.MediaType),
        ArtifactType = manifest.ArtifactType
            ?? (manifest.Config.MediaType is { Length: > 0 } type ? type : null),
        Subject = manifest.Subject,
        Annotations = manifest.Annotations,
        Blobs = [.. manifest.Layers.Append(manifest.Config).Where(IsKeptHere)],
    };

    // Layers that may not be redistributed, or that lie at another address, need not be here.
    private static bool IsKeptHere(Descriptor blob) =>
        !blob.Digest.IsEmpty
        && blob.Urls is not { Count: > 0 }
        && !MediaTypes.IsForeignLayer(blob.MediaType);

    // Two readers must not take one document for two things (CVE-2021-41190).
    private static string SameType(string contentType, string? mediaType) =>
        mediaType is null || mediaType == contentType
            ? contentType
            : throw new ProtocolException(ErrorCode.ManifestInvalid,
                $"the manifest says mediaType \"{mediaType}\", Content-Type \"{contentType}\"");
}
