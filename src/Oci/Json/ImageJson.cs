using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MiniDocker.Oci.Json;

/// <summary>
/// JSON of images. Apart from the runtime JSON, so that minirun links only what it reads.
/// Duplicate names are refused: two readers may each believe another one (CVE-2021-41190).
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = OciLimits.JsonDepthMax)]
[JsonSerializable(typeof(Descriptor))]
[JsonSerializable(typeof(ImageIndex))]
[JsonSerializable(typeof(ImageManifest))]
[JsonSerializable(typeof(ImageConfig))]
internal sealed partial class ImageJson : JsonSerializerContext
{
    internal static T Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string document)
        where T : class =>
        JsonDocuments.Parse(json, type, document, OciLimits.ManifestBytesMax);

    internal static byte[] Write<T>(T value, JsonTypeInfo<T> type) =>
        JsonDocuments.Write(value, type);
}
