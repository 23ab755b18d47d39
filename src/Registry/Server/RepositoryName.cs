using System.Buffers;

namespace MiniDocker.Registry.Server;

/// <summary>
/// The grammar of repository names and tags (distribution-spec, "Pulling manifests").
/// </summary>
internal static class RepositoryName
{
    private static readonly SearchValues<char> TagChars = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    internal static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > ServerLimits.RepositoryNameCharsMax)
            return false;
        foreach (Range range in name.Split('/'))
        {
            if (!IsComponent(name[range]))
                return false;
        }

        return true;
    }

    internal static bool IsTag(ReadOnlySpan<char> tag) =>
        tag.Length is > 0 and <= ServerLimits.TagCharsMax
        && tag[0] is not ('.' or '-')
        && !tag.ContainsAnyExcept(TagChars);

    // [a-z0-9]+ joined by one of ".", "_", "__" or any number of "-".
    private static bool IsComponent(ReadOnlySpan<char> component)
    {
        if (component.IsEmpty || !IsAlphanumeric(component[0]) || !IsAlphanumeric(component[^1]))
            return false;
        for (int i = 0; i < component.Length;)
        {
            if (IsAlphanumeric(component[i]))
            {
                i++;
                continue;
            }

            int start = i;
            while (!IsAlphanumeric(component[i]))
                i++; // ends: the last character is one
            ReadOnlySpan<char> separator = component[start..i];
            if (separator is not ("." or "_" or "__") && separator.ContainsAnyExcept('-'))
                return false;
        }

        return true;
    }

    private static bool IsAlphanumeric(char c) =>
        char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
