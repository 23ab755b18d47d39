using System.Text;

namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>Physical lines to instructions: directives, comments, continuations,
/// heredocs.</summary>
internal sealed class LogicalLineReader(DockerfileSource source)
{
    private readonly List<LogicalLine> _result = [];
    private int _next;

    internal Directives Directives { get; } = new();

    internal IReadOnlyList<LogicalLine> ReadAll()
    {
        while (_next < source.Lines.Length)
        {
            int number = _next + 1;
            try
            {
                ReadOne(number);
            }
            catch (DockerfileException error)
            {
                throw error.At(new LineRange(number, Math.Max(number, _next)));
            }

            if (_result.Count > BuilderLimits.InstructionsMax)
            {
                throw new DockerfileException(
                    $"more than {BuilderLimits.InstructionsMax} instructions");
            }
        }

        return _result.Count > 0
            ? _result
            : throw new DockerfileException("file with no instructions");
    }

    private void ReadOne(int number)
    {
        // Only the first physical line loses its indentation: what is inside belongs to the user.
        string line = Take().TrimStart();
        Directives.Read(line);
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        StringBuilder text = new();
        bool continues = AppendWithoutEscape(text, line);
        if (!continues && text.Length == 0)
        {
            return;
        }

        bool hasEmptyContinuation = false;
        while (continues && _next < source.Lines.Length)
        {
            string more = Take();
            ReadOnlySpan<char> trimmed = more.AsSpan().TrimStart();
            if (trimmed.StartsWith('#'))
            {
                continue;
            }

            if (trimmed.IsEmpty)
            {
                hasEmptyContinuation = true;
                continue;
            }

            continues = AppendWithoutEscape(text, more);
        }

        string joined = text.ToString();
        if (joined.AsSpan().Trim().IsEmpty)
        {
            return;
        }

        List<Heredoc> heredocs = CanOpenHeredoc(joined) ? ReadHeredocs(joined) : [];
        _result.Add(new LogicalLine(
            joined, new LineRange(number, _next), heredocs, hasEmptyContinuation));
    }

    private string Take()
    {
        string line = source.Lines[_next++];
        // Characters are counted as the bytes they are at least, and exactly only when near.
        return line.Length <= BuilderLimits.LineBytesMax
            && (line.Length < BuilderLimits.LineBytesMax / 3
                || Encoding.UTF8.GetByteCount(line) <= BuilderLimits.LineBytesMax)
            ? line
            : throw new DockerfileException(
                $"line greater than maximum allowed size of {BuilderLimits.LineBytesMax}");
    }

    /// <summary>
    /// True if the line ends in one escape (two are an escaped escape), spaces after it ignored.
    /// </summary>
    private bool AppendWithoutEscape(StringBuilder text, string line)
    {
        char escape = Directives.Escape;
        ReadOnlySpan<char> trimmed = line.AsSpan().TrimEnd(" \t");
        bool continues = trimmed.EndsWith(escape)
            && (trimmed.Length == 1 || trimmed[^2] != escape);
        text.Append(continues ? trimmed[..^1] : line);
        return continues;
    }

    private static bool CanOpenHeredoc(string text)
    {
        (string keyword, string rest) = Words.SplitFirst(text);
        if (keyword.Equals("ONBUILD", StringComparison.OrdinalIgnoreCase))
        {
            (keyword, rest) = Words.SplitFirst(rest);
        }

        bool allows = keyword.ToUpperInvariant() is "RUN" or "COPY" or "ADD";
        return allows
            && text.Contains("<<", StringComparison.Ordinal)
            && JsonWords.TryParse(FlagReader.Split(rest).Text) is null;
    }

    private List<Heredoc> ReadHeredocs(string text)
    {
        List<Heredoc> heredocs = Heredoc.OpenedBy(text);
        for (int i = 0; i < heredocs.Count; i++)
        {
            heredocs[i] = heredocs[i] with { Text = ReadBody(heredocs[i]) };
        }

        return heredocs;
    }

    private string ReadBody(Heredoc heredoc)
    {
        StringBuilder body = new();
        while (_next < source.Lines.Length)
        {
            string line = Take();
            if ((heredoc.StripTabs ? line.TrimStart('\t') : line) == heredoc.Name)
            {
                return body.ToString();
            }

            body.Append(line).Append('\n');
        }

        throw new DockerfileException("unterminated heredoc");
    }
}
