using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Context;

/// <summary><c>[a-z]</c> or <c>[^a-z]</c> of a path pattern.</summary>
internal sealed class CharacterClass
{
    private readonly List<(char First, char Last)> _ranges = [];
    private bool _isNegated;

    /// <summary>Reads from behind the opening bracket to behind the closing one.</summary>
    internal static CharacterClass Read(string pattern, ref int position)
    {
        CharacterClass result = new();
        if (position < pattern.Length && pattern[position] == '^')
        {
            result._isNegated = true;
            position++;
        }

        while (position >= pattern.Length || pattern[position] != ']' || result._ranges.Count == 0)
        {
            char first = ReadCharacter(pattern, ref position);
            char last = first;
            if (position < pattern.Length && pattern[position] == '-')
            {
                position++;
                last = ReadCharacter(pattern, ref position);
            }

            result._ranges.Add((first, last));
        }

        position++;
        return result;
    }

    internal bool Contains(char c)
    {
        foreach ((char first, char last) in _ranges)
        {
            if (c >= first && c <= last)
            {
                return !_isNegated;
            }
        }

        return _isNegated && c != '/';
    }

    private static char ReadCharacter(string pattern, ref int position)
    {
        if (position < pattern.Length && pattern[position] == '\\')
        {
            position++;
        }
        else if (position < pattern.Length && pattern[position] is '-' or ']')
        {
            throw new DockerfileException($"syntax error in pattern: {pattern}");
        }

        return position < pattern.Length
            ? pattern[position++]
            : throw new DockerfileException($"syntax error in pattern: {pattern}");
    }
}
