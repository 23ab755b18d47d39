using System.Buffers;
using System.Text;

namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>Splits an instruction's text at spaces outside quotes.</summary>
internal static class Words
{
    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\r\n\v\f");

    /// <summary>The words with their quotes and escapes still in them.</summary>
    internal static List<string> Split(ReadOnlySpan<char> text, char escape)
    {
        List<string> words = [];
        StringBuilder word = new();
        char quote = '\0';
        bool started = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Finish(words, word, ref started);
                continue;
            }

            if (c == escape && quote != '\'')
            {
                // An escape as the very last character escapes nothing and is dropped.
                if (i + 1 < text.Length)
                {
                    word.Append(c).Append(text[++i]);
                    started = true;
                }

                continue;
            }

            if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }

            word.Append(c);
            started = true;
        }

        Finish(words, word, ref started);
        return words;
    }

    /// <summary>Splits at white space alone: quotes mean nothing.</summary>
    internal static List<string> SplitAtSpaces(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A word without its quotes and escapes.</summary>
    internal static string Unquote(ReadOnlySpan<char> word, char escape)
    {
        StringBuilder result = new(word.Length);
        char quote = '\0';
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            if (c == escape && quote != '\'' && i + 1 < word.Length)
            {
                result.Append(word[++i]);
            }
            else if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary>The first word and the text after it, both trimmed.</summary>
    internal static (string First, string Following) SplitFirst(string text)
    {
        string trimmed = text.Trim();
        int space = trimmed.AsSpan().IndexOfAny(Spaces);
        return space < 0
            ? (trimmed, "")
            : (trimmed[..space], trimmed[space..].TrimStart());
    }

    private static void Finish(List<string> words, StringBuilder word, ref bool started)
    {
        if (started)
        {
            words.Add(word.ToString());
            word.Clear();
            started = false;
        }
    }
}
