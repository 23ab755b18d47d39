using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MiniDocker.Oci.Json;

/// <summary>
/// Reading and writing whole documents: limits before parsing, one clear line after.
/// </summary>
internal static class JsonDocuments
{
    // "+" and "<" stay readable; these documents are never embedded in HTML.
    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static T Parse<T>(
        ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string document, int bytesMax)
        where T : class
    {
        if (json.Length > bytesMax)
            throw new OciFormatException(
                $"{document}: {json.Length} bytes are more than the limit of {bytesMax}");
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new OciFormatException($"{document}: expected an object, found null");
        }
        catch (JsonException e)
        {
            throw new OciFormatException(Describe(document, e), e);
        }
    }

    internal static byte[] Write<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            JsonSerializer.Serialize(writer, value, type);
        return buffer.WrittenSpan.ToArray();
    }

    // The serializer's message ends in "Path: $.a | LineNumber: 0 | BytePositionInLine: 7.".
    private static string Describe(string document, JsonException e)
    {
        string reason = e.Message;
        int location = reason.IndexOf(" Path: ", StringComparison.Ordinal);
        if (location < 0)
            location = reason.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        if (location > 0)
            reason = reason[..location];
        reason = reason.TrimEnd('.', ' ').ReplaceLineEndings(" ");

        string field = e.Path is null or "$" ? "" : $"{e.Path.TrimStart('$').TrimStart('.')}: ";
        string line = e.LineNumber is { } number
            ? $" (line {number + 1}, byte {e.BytePositionInLine + 1})"
            : "";
        return $"{document}: {field}{Plain(reason)}{line}";
    }

    // Names of C# types say nothing to the author of a JSON file.
    private static string Plain(string reason) =>
        !reason.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal)
            ? reason
        : reason.Contains("System.String", StringComparison.Ordinal) ? "expected a string"
        : reason.Contains("Boolean", StringComparison.Ordinal) ? "expected true or false"
        : reason.Contains("Int", StringComparison.Ordinal) ? "expected a whole number in range"
        : reason.Contains("Double", StringComparison.Ordinal) ? "expected a number"
        : reason.Contains("List`", StringComparison.Ordinal) ? "expected a list"
        : "expected an object";
}
