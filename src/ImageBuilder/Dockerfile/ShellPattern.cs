using System.Text;

namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>
/// The patterns of <c>${x#p}</c>, <c>${x%p}</c> and <c>${x/p/r}</c>: <c>*</c>, <c>?</c> and a
/// backslash that makes the next character ordinary. There are no character classes.
/// </summary>
internal static class ShellPattern
{
    /// <summary>The value without the shortest or longest prefix or suffix that matches.</summary>
    internal static string Trim(string value, string pattern, bool prefix, bool longest)
    {
        for (int i = 0; i <= value.Length; i++)
        {
            int length = longest ? value.Length - i : i;
            ReadOnlySpan<char> part = prefix
                ? value.AsSpan(0, length)
                : value.AsSpan(value.Length - length);
            if (Matches(part, pattern))
            {
                return prefix ? value[length..] : value[..^length];
            }
        }

        return value;
    }

    /// <summary>The first or every longest match replaced, from the left.</summary>
    internal static string Replace(string value, string pattern, string replacement, bool all)
    {
        StringBuilder result = new();
        int position = 0;
        bool replaced = false;
        while (position < value.Length)
        {
            int length = replaced && !all ? 0 : LongestMatch(value.AsSpan(position), pattern);
            if (length == 0)
            {
                result.Append(value[position++]);
                continue;
            }

            result.Append(replacement);
            position += length;
            replaced = true;
        }

        return result.ToString();
    }

    private static int LongestMatch(ReadOnlySpan<char> text, string pattern)
    {
        for (int length = text.Length; length > 0; length--)
        {
            if (Matches(text[..length], pattern))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>Whether the whole text matches, without recursion: one star to go back
    /// to.</summary>
    internal static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        int t = 0, p = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
                continue;
            }

            if (MatchesOne(text[t], pattern, p, out int width))
            {
                t++;
                p += width;
                continue;
            }

            if (star < 0)
            {
                return false;
            }

            p = star + 1;
            t = ++mark;
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool MatchesOne(char c, ReadOnlySpan<char> pattern, int p, out int width)
    {
        width = 1;
        if (p >= pattern.Length)
        {
            return false;
        }

        if (pattern[p] == '\\' && p + 1 < pattern.Length)
        {
            width = 2;
            return pattern[p + 1] == c;
        }

        return pattern[p] == '?' || pattern[p] == c;
    }
}
