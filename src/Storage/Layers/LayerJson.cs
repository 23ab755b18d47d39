using System.Text.Json;
using System.Text.Json.Serialization;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Layers;

/// <summary><c>layer.json</c>, as it is on disk.</summary>
internal sealed record LayerJson(
    int Version, string Chain, string? Parent, string DiffId, string Form, string LowerName,
    long SizeBytes, long Entries)
{
    internal const int CurrentVersion = 1;

    internal static LayerRecord Read(string path)
    {
        byte[] json = File.ReadAllBytes(path);
        LayerJson layer = JsonSerializer.Deserialize(json, LayerJsonContext.Default.LayerJson)
            ?? throw new LayerException($"{path}: holds no layer");
        if (layer.Version != CurrentVersion)
            throw new LayerException($"{path}: version {layer.Version} is newer than this "
                + $"program, which knows {CurrentVersion}: use the program that wrote it");
        return new LayerRecord(
            ChainId.Parse(layer.Chain),
            layer.Parent is null ? default : ChainId.Parse(layer.Parent),
            Oci.DiffId.Parse(layer.DiffId),
            layer.Form, layer.LowerName, layer.SizeBytes, layer.Entries);
    }

    internal static byte[] Write(LayerRecord record) => JsonSerializer.SerializeToUtf8Bytes(
        new LayerJson(
            CurrentVersion, record.Chain.ToString(),
            record.Parent.IsEmpty ? null : record.Parent.ToString(), record.DiffId.ToString(),
            record.Form, record.LowerName, record.SizeBytes, record.Entries),
        LayerJsonContext.Default.LayerJson);
}

/// <summary>Source-generated reader and writer of <c>layer.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LayerJson))]
internal sealed partial class LayerJsonContext : JsonSerializerContext;
