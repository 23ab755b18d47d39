using System.Globalization;

namespace MiniDocker.Runtime.State;

/// <summary>
/// <c>--user UID[:GID]</c>. Numbers only: a runtime never reads names out of a container's
/// passwd file (CVE-2016-3697), and "1x" is not 1 (CVE-2026-30892).
/// </summary>
public static class UserText
{
    /// <summary>Parses the text; a missing group is null.</summary>
    /// <exception cref="ContainerException">It is not of that form.</exception>
    public static (uint Uid, uint? Gid) Parse(string text)
    {
        int colon = text.IndexOf(':');
        ReadOnlySpan<char> uid = colon < 0 ? text : text.AsSpan(0, colon);
        if (!TryParseId(uid, out uint user))
        {
            throw new ContainerException($"parse user '{text}': UID must be a number");
        }

        if (colon < 0)
        {
            return (user, null);
        }

        return TryParseId(text.AsSpan(colon + 1), out uint group)
            ? (user, group)
            : throw new ContainerException($"parse user '{text}': GID must be a number");
    }

    /// <summary>An id: decimal digits only, below the kernel's "no id" of 2^32-1.</summary>
    public static bool TryParseId(ReadOnlySpan<char> text, out uint id) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id)
        && id != uint.MaxValue;
}
