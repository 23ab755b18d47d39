using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Json;

/// <summary>Signed numbers, also when a double rounded them past the end of the range.</summary>
internal sealed class RoundedInt64JsonConverter : JsonConverter<long>
{
    public override long Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException("expected a whole number");
        if (reader.TryGetInt64(out long value))
            return value;
        // One double away from the end is rounding; further away is a mistake.
        return reader.TryGetDouble(out double rounded) && rounded == Math.Floor(rounded)
            && Math.Abs(rounded) <= -(double)long.MinValue
            ? (long)rounded
            : throw new JsonException("expected a whole number of 64 bits");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
