using System.Text.Json.Serialization;

namespace MiniDocker.Runtime;

/// <summary>JSON of the runtime's own files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RootfsRecipe))]
internal sealed partial class RuntimeFilesJson : JsonSerializerContext;
