using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Json;

/// <summary>Unsigned numbers, also when a double rounded them past the end of the range.</summary>
internal sealed class RoundedUInt64JsonConverter : JsonConverter<ulong>
{
    private const double TwoTo64 = 18446744073709551616.0;

    public override ulong Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException("expected a whole number");
        if (reader.TryGetUInt64(out ulong value))
            return value;
        return reader.TryGetDouble(out double rounded) && rounded == Math.Floor(rounded)
            && rounded is >= 0 and <= TwoTo64
            ? (ulong)rounded
            : throw new JsonException("expected a whole number, 0 or more, of 64 bits");
    }

    public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
