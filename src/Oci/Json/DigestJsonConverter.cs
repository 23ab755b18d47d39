using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Json;

/// <summary>Digests as JSON strings; without a string between the reader and the value.</summary>
public sealed class DigestJsonConverter : JsonConverter<Digest>
{
    /// <inheritdoc/>
    public override Digest Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader);

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
        Write(writer, value);

    internal static Digest Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("expected a digest string");
        if (!reader.HasValueSequence && !reader.ValueIsEscaped
            && Digest.TryParse(reader.ValueSpan, out Digest digest))
            return digest;
        try
        {
            return Digest.Parse(reader.GetString()!);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    internal static void Write(Utf8JsonWriter writer, Digest value)
    {
        Span<byte> text = stackalloc byte[Digest.TextLengthMax];
        value.TryFormat(text, out int length);
        writer.WriteStringValue(text[..length]);
    }
}
