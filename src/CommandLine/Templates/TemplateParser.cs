namespace MiniDocker.CommandLine.Templates;

/// <summary>Reads the text of a template into nodes.</summary>
internal sealed class TemplateParser(string source)
{
    private int _position;
    private bool _trimNext;
    private int _depth;

    internal IReadOnlyList<TemplateNode> Parse()
    {
        List<TemplateNode> nodes = [];
        string? end = ParseUntilEnd(nodes);
        return end is null ? nodes : throw new TemplateException($"unexpected {{{{{end}}}}}");
    }

    /// <summary>Collects nodes up to <c>end</c> or <c>else</c> and returns which one it was,
    /// null at the end of the text.</summary>
    private string? ParseUntilEnd(List<TemplateNode> nodes)
    {
        if (++_depth > TemplateLimits.DepthMax)
        {
            throw new TemplateException("blocks are nested too deeply");
        }
        while (NextAction(nodes) is { } action)
        {
            if (action.Count == 0)
            {
                continue; // a comment
            }
            string word = action[0].Kind == TokenKind.Word ? action[0].Value : "";
            switch (word)
            {
                case "end":
                    _depth--;
                    return "end";
                case "else":
                    _depth--;
                    return action.Count > 1 && action[1].Value == "if" ? ElseIf(action) : "else";
                case "if" or "with":
                    nodes.Add(ParseIf(action[1..], word == "with"));
                    break;
                case "range":
                    nodes.Add(ParseRange(action[1..]));
                    break;
                default:
                    nodes.Add(ParsePrint(action));
                    break;
            }
        }
        _depth--;
        return null;
    }

    private List<TemplateToken>? _elseIf;

    private string ElseIf(List<TemplateToken> action)
    {
        _elseIf = action[2..];
        return "else if";
    }

    /// <summary>Adds the text before the next action and returns the action's tokens.</summary>
    private List<TemplateToken>? NextAction(List<TemplateNode> nodes)
    {
        int open = source.IndexOf("{{", _position, StringComparison.Ordinal);
        string text = open < 0 ? source[_position..] : source[_position..open];
        text = _trimNext ? text.TrimStart() : text;
        bool trimBefore = open >= 0 && open + 3 < source.Length && source[open + 2] == '-'
            && char.IsWhiteSpace(source[open + 3]);
        text = trimBefore ? text.TrimEnd() : text;
        if (text.Length > 0)
        {
            nodes.Add(new TextNode(text));
        }
        if (open < 0)
        {
            _position = source.Length;
            return null;
        }
        int start = open + (trimBefore ? 3 : 2);
        int close = Closing(start);
        ReadOnlySpan<char> inside = source.AsSpan(start, close - start);
        _trimNext = inside.EndsWith(" -");
        inside = _trimNext ? inside[..^2] : inside;
        _position = close + 2;
        return inside.TrimStart().StartsWith("/*") ? [] : new TemplateLexer(inside).All();
    }

    // Braces inside quotes do not close an action.
    private int Closing(int start)
    {
        char quote = '\0';
        for (int i = start; i < source.Length; i++)
        {
            char c = source[i];
            if (quote != '\0')
            {
                i += c == '\\' && quote == '"' ? 1 : 0;
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '`')
            {
                quote = c;
            }
            else if (c == '}' && i + 1 < source.Length && source[i + 1] == '}')
            {
                return i;
            }
        }
        throw new TemplateException("unclosed action");
    }

    private IfNode ParseIf(List<TemplateToken> condition, bool movesDot)
    {
        var pipeline = new PipelineParser(condition).ParseAll();
        List<TemplateNode> then = [];
        string? end = ParseUntilEnd(then);
        return new IfNode(pipeline, movesDot, then, ParseElse(end, "if"));
    }

    private List<TemplateNode> ParseElse(string? end, string block)
    {
        List<TemplateNode> otherwise = [];
        if (end == "else if")
        {
            otherwise.Add(ParseIf(_elseIf!, movesDot: false));
            return otherwise;
        }
        end = end == "else" ? ParseUntilEnd(otherwise) : end;
        return end == "end"
            ? otherwise
            : throw new TemplateException($"unexpected end of template in {{{{{block}}}}}");
    }

    private RangeNode ParseRange(List<TemplateToken> tokens)
    {
        string? key = null;
        string? value = null;
        int assign = tokens.FindIndex(static token => token.Kind == TokenKind.Assign);
        if (assign == 1)
        {
            value = tokens[0].Value;
        }
        else if (assign == 3 && tokens[1].Kind == TokenKind.Comma)
        {
            key = tokens[0].Value;
            value = tokens[2].Value;
        }
        var over = new PipelineParser(tokens[(assign + 1)..]).ParseAll();
        List<TemplateNode> body = [];
        string? end = ParseUntilEnd(body);
        return new RangeNode(key, value, over, body, ParseElse(end, "range"));
    }

    private static PrintNode ParsePrint(List<TemplateToken> tokens)
    {
        bool assigns = tokens.Count > 2 && tokens[0].Kind == TokenKind.Variable
            && tokens[1].Kind == TokenKind.Assign;
        return assigns
            ? new PrintNode(tokens[0].Value, new PipelineParser(tokens[2..]).ParseAll())
            : new PrintNode(null, new PipelineParser(tokens).ParseAll());
    }
}
