namespace MiniDocker.Engine.Images;

/// <summary>Go's path.Match, without classes: * and ? stop at a slash.</summary>
internal static class Glob
{
    internal static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int star = -1, mark = 0, p = 0, t = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, mark) = (p++, t);
            else if (p < pattern.Length
                && (pattern[p] == text[t] || (pattern[p] == '?' && text[t] != '/')))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0 && text[mark] != '/')
                (p, t) = (star + 1, ++mark);
            else
                return false;
        }
        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }
}
