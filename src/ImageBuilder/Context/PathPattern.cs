using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Context;

/// <summary>
/// One pattern of a <c>.dockerignore</c> or of <c>--exclude</c>: <c>*</c> and <c>?</c> stop at a
/// slash, <c>**</c> does not, <c>[a-z]</c> and <c>[^a-z]</c> are classes, a backslash escapes.
/// </summary>
/// <remarks>
/// Matched by following all ways through the pattern at once, one character after the other: no
/// regular expression, and no pattern takes more than its length times the path's.
/// </remarks>
internal sealed class PathPattern
{
    private readonly List<PatternToken> _tokens = [];

    private PathPattern(string text) => Text = text;

    internal string Text { get; }

    /// <summary>Reads a pattern that is already cleaned.</summary>
    internal static PathPattern Parse(string text)
    {
        PathPattern pattern = new(text);
        int position = 0;
        while (position < text.Length)
        {
            pattern.ReadToken(ref position);
        }

        return pattern;
    }

    /// <summary>Whether the whole path, which has no slash at its ends, matches.</summary>
    internal bool IsMatch(ReadOnlySpan<char> path)
    {
        Span<bool> now = stackalloc bool[_tokens.Count + 1];
        Span<bool> next = stackalloc bool[_tokens.Count + 1];
        now.Clear();
        Enter(now, 0);
        foreach (char c in path)
        {
            next.Clear();
            bool alive = false;
            for (int state = 0; state < _tokens.Count; state++)
            {
                alive |= now[state] && Step(state, c, next);
            }

            if (!alive)
            {
                return false;
            }

            Span<bool> swap = now;
            now = next;
            next = swap;
        }

        return now[_tokens.Count];
    }

    /// <summary>Reaches a state and those behind it that need no character.</summary>
    private void Enter(Span<bool> states, int state)
    {
        while (!states[state])
        {
            states[state] = true;
            if (state == _tokens.Count)
            {
                return;
            }

            PatternKind kind = _tokens[state].Kind;
            if (kind == PatternKind.Directories)
            {
                // No directory at all, or inside one, which only a slash ends.
                states[state + 1] = true;
                state += 2;
            }
            else if (kind is PatternKind.Name or PatternKind.Everything)
            {
                state++;
            }
            else
            {
                return;
            }
        }
    }

    private bool Step(int state, char c, Span<bool> next)
    {
        PatternToken token = _tokens[state];
        switch (token.Kind)
        {
            case PatternKind.Name when c != '/':
            case PatternKind.Everything:
                Enter(next, state);
                return true;
            case PatternKind.InsideDirectory:
                next[state] = true;
                if (c == '/')
                {
                    Enter(next, state + 1);
                }

                return true;
            case PatternKind.Character when c == token.Character:
            case PatternKind.AnyCharacter when c != '/':
            case PatternKind.Class when token.Class!.Contains(c):
                Enter(next, state + 1);
                return true;
            default:
                return false;
        }
    }

    private void ReadToken(ref int position)
    {
        char c = Text[position++];
        switch (c)
        {
            case '*' when position < Text.Length && Text[position] == '*':
                position++;
                position += position < Text.Length && Text[position] == '/' ? 1 : 0;
                if (position == Text.Length)
                {
                    _tokens.Add(new PatternToken(PatternKind.Everything));
                    return;
                }

                _tokens.Add(new PatternToken(PatternKind.Directories));
                _tokens.Add(new PatternToken(PatternKind.InsideDirectory));
                return;
            case '*':
                _tokens.Add(new PatternToken(PatternKind.Name));
                return;
            case '?':
                _tokens.Add(new PatternToken(PatternKind.AnyCharacter));
                return;
            case '[':
                CharacterClass set = CharacterClass.Read(Text, ref position);
                _tokens.Add(new PatternToken(PatternKind.Class, Class: set));
                return;
            case '\\' when position < Text.Length:
                c = Text[position++];
                break;
            case '\\':
                throw new DockerfileException($"syntax error in pattern: {Text}");
        }

        _tokens.Add(new PatternToken(PatternKind.Character, c));
    }
}
