namespace MiniDocker.ImageBuilder.Dockerfile;

/// <content>What follows a dollar sign.</content>
internal sealed partial class Expander
{
    private string ReadDollar()
    {
        _position++;
        if (!AtEnd && Current == '{')
        {
            _position++;
            return ReadBraces();
        }

        string name = ReadName();
        return name.Length == 0 ? "$" : variables(name) ?? "";
    }

    private string ReadName()
    {
        int start = _position;
        if (!AtEnd && (char.IsAsciiLetter(Current) || Current == '_'))
        {
            while (!AtEnd && (char.IsAsciiLetterOrDigit(Current) || Current == '_'))
            {
                _position++;
            }
        }
        else if (!AtEnd && char.IsAsciiDigit(Current))
        {
            while (!AtEnd && char.IsAsciiDigit(Current))
            {
                _position++;
            }
        }
        else if (!AtEnd && "@*#?-$!".Contains(Current))
        {
            _position++;
        }

        return _text[start.._position];
    }

    private string ReadBraces()
    {
        string name = ReadName();
        if (AtEnd)
        {
            throw new DockerfileException("syntax error: missing '}'");
        }

        if (name.Length == 0)
        {
            throw new DockerfileException("syntax error: bad substitution");
        }

        char modifier = Current;
        _position++;
        string? value = variables(name);
        switch (modifier)
        {
            case '}':
                return value ?? "";
            case ':' when !AtEnd && Current is '+' or '-' or '?':
                modifier = Current;
                _position++;
                return Choose(name, value, modifier, emptyIsUnset: true);
            case '+' or '-' or '?':
                return Choose(name, value, modifier, emptyIsUnset: false);
            case '#' or '%':
                bool longest = !AtEnd && Current == modifier;
                _position += longest ? 1 : 0;
                string pattern = ReadOperand('}');
                return ShellPattern.Trim(value ?? "", pattern, modifier == '#', longest);
            case '/':
                bool all = !AtEnd && Current == '/';
                _position += all ? 1 : 0;
                return Replace(value ?? "", all);
            default:
                string shown = modifier == ':' && !AtEnd ? $":{Current}" : $"{modifier}";
                throw new DockerfileException($"unsupported modifier ({shown}) in substitution");
        }
    }

    private string Choose(string name, string? value, char modifier, bool emptyIsUnset)
    {
        string word = ReadOperandExpanded();
        bool isSet = value is not null && !(emptyIsUnset && value.Length == 0);
        return modifier switch
        {
            '+' => isSet ? word : "",
            '-' => isSet ? value! : word,
            _ when isSet => value!,
            _ => throw new DockerfileException(
                $"{name}: {(word.Length > 0 ? word
                    : value is null ? "is not allowed to be unset"
                    : "is not allowed to be empty")}"),
        };
    }

    private string Replace(string value, bool all)
    {
        string pattern = ReadOperand('/');
        string replacement = ReadOperandExpanded();
        return ShellPattern.Replace(value, pattern, replacement, all);
    }

    /// <summary>A pattern: only its variables are expanded, escapes stay for the matcher.</summary>
    private string ReadOperand(char end)
    {
        int start = _position;
        int depth = 0;
        while (!AtEnd && (depth > 0 || Current != end))
        {
            depth += Current == '{' && _position > start && _text[_position - 1] == '$' ? 1 : 0;
            depth -= Current == '}' && depth > 0 ? 1 : 0;
            _position += Current == escape && _position + 1 < _text.Length ? 2 : 1;
        }

        if (AtEnd)
        {
            throw new DockerfileException($"syntax error: missing '{end}' in substitution");
        }

        string raw = _text[start.._position];
        _position++;
        return raw.Contains('$')
            ? Nested().Expand(raw)
            : raw;
    }

    /// <summary>The word after a modifier, up to the closing brace, itself expanded.</summary>
    private string ReadOperandExpanded()
    {
        Expander inner = Nested();
        inner._text = _text;
        inner._position = _position;
        inner.ReadUntil('}');
        _position = inner._position + 1;
        return inner._word.ToString();
    }

    private Expander Nested() =>
        _depth < BuilderLimits.SubstitutionDepthMax
            ? new Expander(escape, variables) { KeepQuotes = KeepQuotes, _depth = _depth + 1 }
            : throw new DockerfileException(
                $"substitutions nest deeper than {BuilderLimits.SubstitutionDepthMax}");
}
