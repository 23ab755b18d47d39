using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Json;

/// <summary>DiffIDs as JSON strings.</summary>
internal sealed class DiffIdJsonConverter : JsonConverter<DiffId>
{
    public override DiffId Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(DigestJsonConverter.Read(ref reader));

    public override void Write(
        Utf8JsonWriter writer, DiffId value, JsonSerializerOptions options) =>
        DigestJsonConverter.Write(writer, value.Digest);
}
