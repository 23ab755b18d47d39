using System.Text.Json;
using System.Text.Json.Serialization;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Images.Archives;

/// <summary>One image of manifest.json, the table of contents of <c>docker save</c>.</summary>
internal sealed record DockerArchiveManifest
{
    [JsonPropertyName("Config")]
    public string? Config { get; init; }

    [JsonPropertyName("RepoTags")]
    public IReadOnlyList<string>? RepoTags { get; init; }

    [JsonPropertyName("Layers")]
    public IReadOnlyList<string>? Layers { get; init; }

    internal static IReadOnlyList<DockerArchiveManifest> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(
                json, DockerArchiveJson.Default.IReadOnlyListDockerArchiveManifest) ?? [];
        }
        catch (JsonException e)
        {
            throw new OciFormatException($"manifest.json: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    internal static byte[] Write(IReadOnlyList<DockerArchiveManifest> images) =>
        JsonSerializer.SerializeToUtf8Bytes(
            images, DockerArchiveJson.Default.IReadOnlyListDockerArchiveManifest);
}

[JsonSourceGenerationOptions(AllowDuplicateProperties = false)]
[JsonSerializable(typeof(IReadOnlyList<DockerArchiveManifest>))]
internal sealed partial class DockerArchiveJson : JsonSerializerContext;
