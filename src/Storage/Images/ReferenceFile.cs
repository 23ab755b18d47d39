using System.Text.Json;
using System.Text.Json.Serialization;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Images;

/// <summary>What a file below ROOT/images says.</summary>
/// <param name="Version">The format's version.</param>
/// <param name="Target">What the name points at.</param>
internal sealed record ReferenceFile(int Version, Descriptor Target)
{
    internal const int CurrentVersion = 1;

    internal static Descriptor Parse(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            ReferenceFile? file =
                JsonSerializer.Deserialize(json, ReferenceJson.Default.ReferenceFile);
            if (file?.Version is { } version and not CurrentVersion)
                throw new ImageException($"{path}: format version {version} is not known; "
                    + "it was written by a newer minidocker");
            if (file?.Target is { Digest.IsEmpty: false } target)
                return target;
        }
        catch (JsonException e)
        {
            throw new ImageException($"{path}: damaged image reference: {e.Message}", e);
        }
        throw new ImageException($"{path}: damaged image reference: it has no target");
    }

    internal static byte[] Write(Descriptor target) => JsonSerializer.SerializeToUtf8Bytes(
        new ReferenceFile(CurrentVersion, target), ReferenceJson.Default.ReferenceFile);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReferenceFile))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
