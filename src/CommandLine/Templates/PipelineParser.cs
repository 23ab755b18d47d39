namespace MiniDocker.CommandLine.Templates;

/// <summary>Reads <c>fn .A "x" | fn2</c>.</summary>
internal sealed class PipelineParser(List<TemplateToken> tokens)
{
    private int _next;
    private int _depth;

    internal Pipeline ParseAll()
    {
        Pipeline pipeline = ParsePipeline();
        return _next == tokens.Count
            ? pipeline
            : throw new TemplateException($"unexpected \"{tokens[_next].Value}\" in command");
    }

    private Pipeline ParsePipeline()
    {
        List<Call> calls = [ParseCall()];
        while (_next < tokens.Count && tokens[_next].Kind == TokenKind.Pipe)
        {
            _next++;
            calls.Add(ParseCall());
        }
        return new Pipeline(calls);
    }

    private Call ParseCall()
    {
        if (_next == tokens.Count)
        {
            throw new TemplateException("missing value for command");
        }
        string? function = null;
        TemplateToken first = tokens[_next];
        if (first.Kind == TokenKind.Word && first.Value is not ("true" or "false" or "nil"))
        {
            function = TemplateFunctions.IsKnown(first.Value)
                ? first.Value
                : throw new TemplateException($"function \"{first.Value}\" not defined");
            _next++;
        }
        List<Operand> arguments = [];
        while (_next < tokens.Count
            && tokens[_next].Kind is not (TokenKind.Pipe or TokenKind.Close))
        {
            arguments.Add(ParseOperand());
        }
        if (function is null && arguments.Count != 1)
        {
            throw new TemplateException("a value is followed by words it cannot take");
        }
        return new Call(function, arguments);
    }

    private Operand ParseOperand()
    {
        TemplateToken token = tokens[_next++];
        switch (token.Kind)
        {
            case TokenKind.Field:
                return new FieldOperand(null, Names(token.Value));
            case TokenKind.Variable:
                return WithFields(new VariableOperand(token.Value));
            case TokenKind.Text:
                return new ConstantOperand(token.Value);
            case TokenKind.Number when double.TryParse(token.Value, out double number):
                return new ConstantOperand(number);
            case TokenKind.Word when token.Value is "true" or "false":
                return new ConstantOperand(token.Value == "true");
            case TokenKind.Word when token.Value == "nil":
                return new ConstantOperand(null);
            case TokenKind.Word when TemplateFunctions.IsKnown(token.Value):
                return new NestedOperand(new Pipeline([new Call(token.Value, [])]));
            case TokenKind.Open:
                return WithFields(ParseParenthesis());
            default:
                throw new TemplateException($"unexpected \"{token.Value}\" in command");
        }
    }

    private NestedOperand ParseParenthesis()
    {
        if (++_depth > TemplateLimits.DepthMax)
        {
            throw new TemplateException("parentheses are nested too deeply");
        }
        Pipeline inner = ParsePipeline();
        if (_next == tokens.Count || tokens[_next++].Kind != TokenKind.Close)
        {
            throw new TemplateException("unclosed left paren");
        }
        _depth--;
        return new NestedOperand(inner);
    }

    // `(index .A 0).B` and `$c.Name`: a field token glued to what stands before it.
    private Operand WithFields(Operand of)
    {
        if (_next < tokens.Count && tokens[_next] is { Kind: TokenKind.Field, Value.Length: > 1 })
        {
            return new FieldOperand(of, Names(tokens[_next++].Value));
        }
        return of;
    }

    private static string[] Names(string field) =>
        field == "." ? [] : field[1..].Split('.');
}
