using System.Text;

namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>
/// Quotes, escapes and <c>$variables</c> of one text, as the Dockerfile reference has them.
/// </summary>
internal sealed partial class Expander(char escape, Variables variables)
{
    private readonly StringBuilder _word = new();
    private readonly List<string> _words = [];
    private string _text = "";
    private int _position;
    private bool _splits;
    private bool _started;
    private int _depth;

    /// <summary>In the text of a here-document quotes are only characters.</summary>
    internal bool KeepQuotes { get; init; }

    /// <summary>The whole text as one word.</summary>
    internal string Expand(string text)
    {
        if (text.AsSpan().IndexOfAny("$'\"") < 0 && !text.Contains(escape))
        {
            return text;
        }

        Begin(text, splits: false);
        return _word.ToString();
    }

    /// <summary>The words: spaces divide them, also those that an unquoted variable
    /// brings.</summary>
    internal List<string> ExpandWords(string text)
    {
        Begin(text, splits: true);
        FinishWord();
        return [.. _words];
    }

    private void Begin(string text, bool splits)
    {
        _text = text;
        _position = 0;
        _splits = splits;
        _started = false;
        _word.Clear();
        _words.Clear();
        ReadUntil('\0');
    }

    private bool AtEnd => _position >= _text.Length;

    private char Current => _text[_position];

    /// <summary>Reads to the stop character, which stays, or to the end.</summary>
    private void ReadUntil(char stop)
    {
        while (!AtEnd && (stop == '\0' || Current != stop))
        {
            char c = Current;
            if (!KeepQuotes && c == '\'')
            {
                ReadSingleQuoted();
            }
            else if (!KeepQuotes && c == '"')
            {
                ReadDoubleQuoted();
            }
            else if (c == '$')
            {
                AppendValue(ReadDollar());
            }
            else if (c == escape)
            {
                _position++;
                if (!AtEnd)
                {
                    AppendEscaped();
                }
            }
            else
            {
                _position++;
                AppendUnquoted(c);
            }
        }

        if (AtEnd && stop != '\0')
        {
            throw new DockerfileException($"syntax error: missing '{stop}'");
        }
    }

    // With quotes kept, an escape before anything but a dollar is an ordinary character too.
    private void AppendEscaped()
    {
        if (KeepQuotes && Current != '$' && Current != escape)
        {
            Append(escape);
        }

        Append(Current);
        _position++;
    }

    private void ReadSingleQuoted()
    {
        _started = true;
        int end = _text.IndexOf('\'', _position + 1);
        if (end < 0)
        {
            throw new DockerfileException(
                "unexpected end of statement while looking for matching single-quote");
        }

        _word.Append(_text.AsSpan(_position + 1, end - _position - 1));
        _position = end + 1;
    }

    private void ReadDoubleQuoted()
    {
        _started = true;
        _position++;
        while (!AtEnd && Current != '"')
        {
            char c = Current;
            if (c == '$')
            {
                _word.Append(ReadDollar());
                continue;
            }

            _position++;
            if (c == escape && !AtEnd)
            {
                // Inside double quotes an escape protects only these; else it stands for itself.
                if (Current is not ('"' or '$') && Current != escape)
                {
                    _word.Append(c);
                }

                c = Current;
                _position++;
            }

            _word.Append(c);
        }

        if (AtEnd)
        {
            throw new DockerfileException(
                "unexpected end of statement while looking for matching double-quote");
        }

        _position++;
    }

    private void AppendUnquoted(char c)
    {
        if (_splits && char.IsWhiteSpace(c))
        {
            FinishWord();
        }
        else
        {
            Append(c);
        }
    }

    private void AppendValue(string value)
    {
        foreach (char c in value)
        {
            AppendUnquoted(c);
        }
    }

    private void Append(char c)
    {
        if (_word.Length >= BuilderLimits.ExpandedCharactersMax)
        {
            throw new DockerfileException(
                $"expands to more than {BuilderLimits.ExpandedCharactersMax} characters");
        }

        _started = true;
        _word.Append(c);
    }

    private void FinishWord()
    {
        if (_started)
        {
            _words.Add(_word.ToString());
            _word.Clear();
            _started = false;
        }
    }
}
