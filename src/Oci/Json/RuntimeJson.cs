using System.Text.Json.Serialization;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Oci.Json;

/// <summary>
/// JSON of runtimes: config.json and state. Numbers that went through a double (Go tools written
/// in JavaScript or YAML print 9223372036854775807 as 9223372036854776000) are tolerated.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(RoundedInt64JsonConverter), typeof(RoundedUInt64JsonConverter)],
    MaxDepth = OciLimits.JsonDepthMax)]
[JsonSerializable(typeof(RuntimeSpec))]
[JsonSerializable(typeof(RuntimeState))]
internal sealed partial class RuntimeJson : JsonSerializerContext;
