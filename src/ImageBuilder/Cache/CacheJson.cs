using System.Text.Json.Serialization;

namespace MiniDocker.ImageBuilder.Cache;

/// <summary>The files of the build cache.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StepRecord))]
[JsonSerializable(typeof(List<KeyField>))]
internal sealed partial class CacheJson : JsonSerializerContext;
