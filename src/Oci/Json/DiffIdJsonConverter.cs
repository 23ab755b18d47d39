using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Json;

/// <summary>DiffIDs as JSON strings.</summary>
public sealed class DiffIdJsonConverter : JsonConverter<DiffId>
{
    /// <inheritdoc/>
    public override DiffId Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(DigestJsonConverter.Read(ref reader));

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, DiffId value, JsonSerializerOptions options) =>
        DigestJsonConverter.Write(writer, value.Digest);
}
