using System.Text.Json.Serialization;

namespace MiniDocker.Runtime.Shim;

/// <summary>JSON of the shim's files and messages, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ShimConfig))]
[JsonSerializable(typeof(ContainerRuntimeState))]
[JsonSerializable(typeof(ShimReadiness))]
internal sealed partial class ShimJson : JsonSerializerContext;
