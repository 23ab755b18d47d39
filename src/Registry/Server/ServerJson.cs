using System.Text.Json.Serialization;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Server;

/// <summary>JSON that only this server writes, and its own records on disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(TagListDocument))]
[JsonSerializable(typeof(CatalogDocument))]
[JsonSerializable(typeof(ManifestRecord))]
internal sealed partial class ServerJson : JsonSerializerContext;

/// <summary>The body of every error answer.</summary>
internal sealed record ErrorDocument(ErrorEntry[] Errors);

/// <summary>One error.</summary>
internal sealed record ErrorEntry(string Code, string Message);

/// <summary>The body of a tag list.</summary>
internal sealed record TagListDocument(string Name, ArraySegment<string> Tags);

/// <summary>The body of a catalog.</summary>
internal sealed record CatalogDocument(ArraySegment<string> Repositories);

/// <summary>
/// What is known of a manifest without reading it: its descriptor as the referrers API shows it,
/// and what it refers to.
/// </summary>
internal sealed record ManifestRecord(Descriptor Descriptor, Digest? Subject);
