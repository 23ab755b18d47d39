using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MiniDocker.CommandLine.Templates;

/// <summary>Values as Go sees and prints them. A value is a <see cref="JsonNode"/>, a string, a
/// double, a bool or null.</summary>
public static class GoValue
{
    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions Indented = Compact with
    {
        Indented = true,
        IndentSize = 4,
    };

    /// <summary>JSON with four blanks of indentation, as <c>docker inspect</c> prints it, or on
    /// one line.</summary>
    public static string Json(JsonNode? node, bool indented = false)
    {
        if (node is null)
        {
            return "null";
        }
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, indented ? Indented : Compact))
        {
            node.WriteTo(writer);
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    internal static string Print(object? value) => Unwrap(value) switch
    {
        null => "<no value>",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R"),
        JsonArray list => $"[{string.Join(' ', list.Select(Inner))}]",
        JsonObject map => $"map[{string.Join(' ', Sorted(map))}]",
        var other => other.ToString() ?? "",
    };

    internal static bool IsTrue(object? value) => Unwrap(value) switch
    {
        null or false or 0.0 or "" => false,
        JsonArray list => list.Count > 0,
        JsonObject map => map.Count > 0,
        _ => true,
    };

    internal static IEnumerable<(object Key, object? Value)> Items(object? value)
    {
        switch (Unwrap(value))
        {
            case JsonArray list:
                for (int i = 0; i < list.Count; i++)
                {
                    yield return ((double)i, list[i]);
                }
                break;
            case JsonObject map:
                foreach (string key in map.Select(static pair => pair.Key).Order())
                {
                    yield return (key, map[key]);
                }
                break;
            case null:
                break;
            default:
                throw new TemplateException($"range can't iterate over {Print(value)}");
        }
    }

    /// <summary>JSON's leaves as the values they hold.</summary>
    internal static object? Unwrap(object? value)
    {
        if (value is not JsonValue leaf)
        {
            return value;
        }
        return leaf.GetValueKind() switch
        {
            JsonValueKind.String => leaf.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => Number(leaf),
            _ => null,
        };
    }

    // 64-bit sizes keep all their digits; everything else is a double.
    private static object Number(JsonValue leaf)
    {
        string text = leaf.ToJsonString();
        double number = double.Parse(text);
        return Math.Abs(number) >= 1L << 53 ? text : number;
    }

    private static string Inner(JsonNode? node) => node is null ? "<nil>" : Print(node);

    private static IEnumerable<string> Sorted(JsonObject map) => map
        .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
        .Select(static pair => $"{pair.Key}:{Inner(pair.Value)}");
}
