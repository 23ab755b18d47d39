using System.Text.Json.Nodes;

namespace MiniDocker.CommandLine.Templates;

/// <summary>The functions of Go's templates and the ones Docker adds.</summary>
internal static class TemplateFunctions
{
    internal static bool IsKnown(string name) => name is "json" or "join" or "split" or "upper"
        or "lower" or "title" or "pad" or "truncate" or "print" or "println" or "printf" or "len"
        or "index" or "slice" or "eq" or "ne" or "lt" or "le" or "gt" or "ge" or "and" or "or"
        or "not";

    internal static object? Call(string name, List<object?> arguments)
    {
        switch (name)
        {
            case "and":
                return FirstWhere(arguments, truth: false);
            case "or":
                return FirstWhere(arguments, truth: true);
            case "print":
                return string.Join(' ', arguments.Select(GoValue.Print));
            case "println":
                return string.Join(' ', arguments.Select(GoValue.Print)) + "\n";
            case "printf":
                return Printf(arguments);
            case "index":
                return Index(arguments);
            case "eq":
                return arguments.Skip(1).Any(other => Compare(arguments[0], other) == 0);
        }
        int expected = name is "json" or "upper" or "lower" or "title" or "len" or "not" ? 1
            : name is "pad" or "slice" ? 3 : 2;
        if (arguments.Count != expected)
        {
            throw new TemplateException(
                $"wrong number of args for {name}: want {expected} got {arguments.Count}");
        }
        return CallCounted(name, arguments);
    }

    private static object? CallCounted(string name, List<object?> arguments)
    {
        object? first = arguments[0];
        return name switch
        {
            "json" => Json(first),
            "upper" => Text(first).ToUpperInvariant(),
            "lower" => Text(first).ToLowerInvariant(),
            "title" => Title(Text(first)),
            "len" => (double)Length(first),
            "not" => !GoValue.IsTrue(first),
            "join" => string.Join(
                Text(arguments[1]), GoValue.Items(first).Select(static i => Text(i.Value))),
            "split" => Split(Text(first), Text(arguments[1])),
            "truncate" => Truncate(Text(first), Integer(arguments[1])),
            "pad" => new string(' ', Integer(arguments[1])) + Text(first)
                + new string(' ', Integer(arguments[2])),
            "slice" => Slice(Text(first), Integer(arguments[1]), Integer(arguments[2])),
            "ne" => Compare(first, arguments[1]) != 0,
            "lt" => Compare(first, arguments[1]) < 0,
            "le" => Compare(first, arguments[1]) <= 0,
            "gt" => Compare(first, arguments[1]) > 0,
            _ => Compare(first, arguments[1]) >= 0,
        };
    }

    private static object? FirstWhere(List<object?> arguments, bool truth)
    {
        foreach (object? argument in arguments)
        {
            if (GoValue.IsTrue(argument) == truth)
            {
                return argument;
            }
        }
        return arguments[^1];
    }

    private static string Json(object? value) => value switch
    {
        JsonNode node => GoValue.Json(node),
        string text => GoValue.Json(JsonValue.Create(text)),
        bool flag => flag ? "true" : "false",
        null => "null",
        _ => GoValue.Print(value),
    };

    private static string Text(object? value) => GoValue.Print(value);

    private static int Integer(object? value) => GoValue.Unwrap(value) is double number
        ? (int)number
        : throw new TemplateException($"expected integer; found {Text(value)}");

    private static string Title(string text)
    {
        char[] letters = text.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            bool starts = i == 0 || char.IsWhiteSpace(letters[i - 1]);
            letters[i] = starts ? char.ToUpperInvariant(letters[i]) : letters[i];
        }
        return new string(letters);
    }

    private static int Length(object? value) => GoValue.Unwrap(value) switch
    {
        string text => System.Text.Encoding.UTF8.GetByteCount(text),
        JsonArray list => list.Count,
        JsonObject map => map.Count,
        null => 0,
        _ => throw new TemplateException($"len of type {Text(value)}"),
    };

    private static JsonArray Split(string text, string separator)
    {
        JsonArray parts = [];
        foreach (string part in text.Split(separator))
        {
            parts.Add((JsonNode)part);
        }
        return parts;
    }

    private static string Truncate(string text, int length) =>
        text.Length > length && length >= 0 ? text[..length] : text;

    private static string Slice(string text, int from, int to) =>
        from >= 0 && from <= to && to <= text.Length
            ? text[from..to]
            : throw new TemplateException($"slice index out of range: {to}");

    private static object? Index(List<object?> arguments)
    {
        object? value = arguments.Count > 0
            ? arguments[0]
            : throw new TemplateException("index needs a value");
        foreach (object? key in arguments.Skip(1))
        {
            value = value switch
            {
                JsonArray list when Integer(key) is var i => i >= 0 && i < list.Count
                    ? list[i]
                    : throw new TemplateException($"index out of range: {i}"),
                JsonObject map => map[Text(key)],
                null => throw new TemplateException("index of untyped nil"),
                _ => throw new TemplateException($"can't index item {Text(value)}"),
            };
        }
        return value;
    }

    private static int Compare(object? a, object? b)
    {
        a = GoValue.Unwrap(a);
        b = GoValue.Unwrap(b);
        return a is double x && b is double y
            ? x.CompareTo(y)
            : string.CompareOrdinal(Text(a), Text(b));
    }

    // %s, %v, %d, %q and %% with an optional width; what formats on the command line use.
    private static string Printf(List<object?> arguments)
    {
        string format = arguments.Count > 0 ? Text(arguments[0]) : "";
        System.Text.StringBuilder output = new();
        int next = 1;
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                output.Append(format[i]);
                continue;
            }
            int verb = i + 1;
            while (verb < format.Length - 1
                && (format[verb] == '-' || char.IsAsciiDigit(format[verb])))
            {
                verb++;
            }
            if (format[verb] == '%')
            {
                output.Append('%');
            }
            else
            {
                object? value = next < arguments.Count
                    ? arguments[next++]
                    : throw new TemplateException("printf: missing argument");
                string text = format[verb] == 'q' ? $"\"{Text(value)}\"" : Text(value);
                _ = int.TryParse(format.AsSpan(i + 1, verb - i - 1), out int width);
                output.Append(width < 0 ? text.PadRight(-width) : text.PadLeft(width));
            }
            i = verb;
        }
        return output.ToString();
    }
}
