using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiniDocker.Engine.Containers;

/// <summary>JSON of the engine's own files, generated at compile time; names are Docker's.
/// </summary>
[JsonSourceGenerationOptions(MaxDepth = 32)]
[JsonSerializable(typeof(ContainerRecord))]
[JsonSerializable(typeof(ContainerConfig))]
[JsonSerializable(typeof(HostConfig))]
internal sealed partial class ContainerJson : JsonSerializerContext
{
    /// <summary>Reads a record, or says which file is not one.</summary>
    internal static ContainerRecord ReadRecord(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            ContainerRecord? record = JsonSerializer.Deserialize(json, Default.ContainerRecord);
            return record is { Version: 1 }
                ? record
                : throw new EngineException(
                    $"read {path}: version {record?.Version} of the format is not known");
        }
        catch (JsonException e)
        {
            throw new EngineException($"read {path}: {e.Message}");
        }
    }
}
