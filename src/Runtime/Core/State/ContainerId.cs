namespace MiniDocker.Runtime.State;

/// <summary>What a container may be called: the name becomes a directory and a cgroup.</summary>
public static class ContainerId
{
    /// <summary>The kernel's NAME_MAX, less what the runtime appends to it.</summary>
    internal const int LengthMax = 200;

    /// <summary>
    /// Whether the text is letters, digits and <c>_ + - .</c>, and no dots alone.
    /// </summary>
    public static bool IsValid(string text)
    {
        if (text.Length is 0 or > LengthMax || text is "." or "..")
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '+' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text itself, if it is valid.</summary>
    /// <exception cref="ContainerException">It is not.</exception>
    public static string Check(string text) => IsValid(text)
        ? text
        : throw new ContainerException(
            $"invalid container ID '{text}': use 1 to {LengthMax} letters, digits, '_', '+', "
            + "'-' and '.', but not '.' or '..'");
}
