using System.Text.Json.Serialization;

namespace MiniDocker.Runtime.State;

/// <summary>JSON that people and engines read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContainerListing))]
[JsonSerializable(typeof(IReadOnlyList<ContainerListing>))]
internal sealed partial class ListingJson : JsonSerializerContext;
