using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Context;

/// <summary>
/// An ordered list of patterns, as moby's patternmatcher reads it: the last that matches decides,
/// <c>!</c> takes back, and a pattern that matches a directory matches all below it.
/// </summary>
internal sealed class PathPatterns
{
    private readonly List<(PathPattern Pattern, bool IsException)> _patterns = [];

    internal static PathPatterns None { get; } = new();

    internal bool IsEmpty => _patterns.Count == 0;

    /// <summary>
    /// Without exceptions nothing below an excluded directory can come back: it is not entered.
    /// </summary>
    internal bool HasExceptions { get; private set; }

    /// <summary>Reads the text of an ignore file.</summary>
    internal static PathPatterns ParseFile(string text)
    {
        List<string> lines = [];
        foreach (string line in text.TrimStart('\uFEFF').Split('\n'))
        {
            // A hash is a comment in the first column alone.
            if (!line.StartsWith('#') && line.Trim() is { Length: > 0 } trimmed)
            {
                lines.Add(trimmed);
            }
        }

        return Parse(lines);
    }

    internal static PathPatterns Parse(IEnumerable<string> lines)
    {
        PathPatterns result = new();
        foreach (string line in lines)
        {
            bool isException = line.StartsWith('!');
            string text = (isException ? line[1..] : line).Trim();
            if (text.Length == 0 && isException)
            {
                throw new DockerfileException("illegal exclusion pattern: \"!\"");
            }

            string cleaned = Clean(text);
            if (cleaned.Length > 0)
            {
                result._patterns.Add((PathPattern.Parse(cleaned), isException));
                result.HasExceptions |= isException;
            }

            if (result._patterns.Count > BuilderLimits.IgnorePatternsMax)
            {
                throw new DockerfileException(
                    $"more than {BuilderLimits.IgnorePatternsMax} patterns");
            }
        }

        return result;
    }

    /// <summary>Whether a path, relative and without slashes at its ends, is excluded.</summary>
    internal bool IsExcluded(string path)
    {
        bool excluded = false;
        foreach ((PathPattern pattern, bool isException) in _patterns)
        {
            // A pattern that could only repeat what is decided need not be looked at.
            if (excluded == isException && MatchesSelfOrParent(pattern, path))
            {
                excluded = !isException;
            }
        }

        return excluded;
    }

    private static bool MatchesSelfOrParent(PathPattern pattern, string path)
    {
        if (pattern.IsMatch(path))
        {
            return true;
        }

        for (int slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (pattern.IsMatch(path.AsSpan(0, slash)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Go's filepath.Clean, and no leading slash: <c>/a//b/../c/</c> is
    /// <c>a/c</c>.</summary>
    private static string Clean(string text)
    {
        List<string> parts = [];
        foreach (string part in text.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".." || !text.StartsWith('/'))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
