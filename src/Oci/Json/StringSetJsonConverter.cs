using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Json;

/// <summary>Go's map[string]struct{}: the keys are the set, the values are empty objects.</summary>
internal sealed class StringSetJsonConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("expected an object whose keys are the values");
        var set = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            set.Add(reader.GetString()!);
            reader.Read();
            reader.Skip();
        }
        return set;
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (string item in value)
        {
            writer.WriteStartObject(item);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
