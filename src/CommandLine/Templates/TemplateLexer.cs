using System.Text;

namespace MiniDocker.CommandLine.Templates;

/// <summary>Splits the inside of <c>{{ }}</c> into tokens.</summary>
internal ref struct TemplateLexer(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    internal List<TemplateToken> All()
    {
        List<TemplateToken> tokens = [];
        while (Next() is { } token)
        {
            tokens.Add(token);
        }
        return tokens;
    }

    private TemplateToken? Next()
    {
        _rest = _rest.TrimStart();
        if (_rest.IsEmpty)
        {
            return null;
        }
        char first = _rest[0];
        switch (first)
        {
            case '|':
                return Take(TokenKind.Pipe, 1);
            case '(':
                return Take(TokenKind.Open, 1);
            case ')':
                return Take(TokenKind.Close, 1);
            case ',':
                return Take(TokenKind.Comma, 1);
            case ':' when _rest.Length > 1 && _rest[1] == '=':
                return Take(TokenKind.Assign, 2);
            case '=':
                return Take(TokenKind.Assign, 1);
            case '"':
                return Quoted();
            case '`':
                return Raw();
            case '.':
                return Take(TokenKind.Field, FieldLength());
            case '$':
                return Take(TokenKind.Variable, WordLength(1));
        }
        if (char.IsAsciiDigit(first) || (first is '-' or '+' && _rest.Length > 1))
        {
            int length = 1;
            while (length < _rest.Length && (char.IsAsciiDigit(_rest[length])
                || _rest[length] == '.'))
            {
                length++;
            }
            return Take(TokenKind.Number, length);
        }
        return char.IsLetter(first) || first == '_'
            ? Take(TokenKind.Word, WordLength(1))
            : throw new TemplateException($"unexpected \"{first}\" in command");
    }

    private TemplateToken Take(TokenKind kind, int length)
    {
        var token = new TemplateToken(kind, _rest[..length].ToString());
        _rest = _rest[length..];
        return token;
    }

    private readonly int WordLength(int start)
    {
        int length = start;
        while (length < _rest.Length && (char.IsLetterOrDigit(_rest[length])
            || _rest[length] == '_'))
        {
            length++;
        }
        return length;
    }

    // `.State.Pid` is one token: a chain of field names, or the dot alone.
    private readonly int FieldLength()
    {
        int length = WordLength(1);
        while (length > 1 && length + 1 < _rest.Length && _rest[length] == '.')
        {
            int next = WordLength(length + 1);
            if (next == length + 1)
            {
                break;
            }
            length = next;
        }
        return length;
    }

    private TemplateToken Quoted()
    {
        StringBuilder value = new();
        for (int i = 1; i < _rest.Length; i++)
        {
            char c = _rest[i];
            if (c == '"')
            {
                _rest = _rest[(i + 1)..];
                return new TemplateToken(TokenKind.Text, value.ToString());
            }
            if (c == '\\' && i + 1 < _rest.Length)
            {
                c = _rest[++i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other };
            }
            value.Append(c);
        }
        throw new TemplateException("unterminated quoted string");
    }

    private TemplateToken Raw()
    {
        int end = _rest[1..].IndexOf('`');
        if (end < 0)
        {
            throw new TemplateException("unterminated raw quoted string");
        }
        var token = new TemplateToken(TokenKind.Text, _rest.Slice(1, end).ToString());
        _rest = _rest[(end + 2)..];
        return token;
    }
}
