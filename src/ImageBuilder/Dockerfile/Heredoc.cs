using System.Text;

namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>
/// A here-document: <c>&lt;&lt;NAME</c>, <c>&lt;&lt;-NAME</c> or <c>&lt;&lt;"NAME"</c>, and its
/// text.
/// </summary>
/// <param name="Name">The word that ends it.</param>
/// <param name="Expand">Variables in the text are expanded: no part of the word is quoted.</param>
/// <param name="StripTabs">Leading tabs of each line go: the word follows a dash.</param>
/// <param name="FileDescriptor">The number before <c>&lt;&lt;</c>, 0 when there is none.</param>
/// <param name="Text">The lines between, with their line ends, as they were written.</param>
internal sealed record Heredoc(
    string Name, bool Expand, bool StripTabs, int FileDescriptor, string Text = "")
{
    /// <summary>The text as the instruction sees it.</summary>
    internal string Content => StripTabs ? WithoutLeadingTabs(Text) : Text;

    /// <summary>Reads one word of an instruction; null when it opens no here-document.</summary>
    internal static Heredoc? TryParse(string word)
    {
        int mark = word.IndexOf("<<", StringComparison.Ordinal);
        int descriptor = 0;
        if (mark < 0 || (mark > 0 && !int.TryParse(word.AsSpan(0, mark), out descriptor)))
        {
            return null;
        }

        bool strip = mark + 2 < word.Length && word[mark + 2] == '-';
        string rest = word[(mark + (strip ? 3 : 2))..];
        if (rest.Length == 0 || rest.Contains('<'))
        {
            return null;
        }

        string name = Words.Unquote(rest, '\\');
        bool isOneWord = name.Length > 0 && !name.Any(char.IsWhiteSpace);
        return isOneWord ? new Heredoc(name, name == rest, strip, descriptor) : null;
    }

    /// <summary>All that one instruction's text opens, in order.</summary>
    internal static List<Heredoc> OpenedBy(string text)
    {
        List<Heredoc> opened = [];
        if (text.Contains("<<", StringComparison.Ordinal))
        {
            foreach (string word in Words.Split(text, '\\'))
            {
                if (TryParse(word) is { } heredoc)
                {
                    opened.Add(heredoc);
                }
            }
        }

        return opened;
    }

    private static string WithoutLeadingTabs(string text)
    {
        StringBuilder result = new(text.Length);
        bool atStart = true;
        foreach (char c in text)
        {
            if (atStart && c == '\t')
            {
                continue;
            }

            result.Append(c);
            atStart = c == '\n';
        }

        return result.ToString();
    }
}
