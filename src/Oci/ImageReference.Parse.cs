using System.Buffers;

namespace MiniDocker.Oci;

public sealed partial record ImageReference
{
    private const int HexIdLength = 64;

    private static readonly SearchValues<char> TagChars = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <summary>Parses a reference; without tag and digest it is given ":latest".</summary>
    /// <exception cref="OciFormatException">Docker's "invalid reference format".</exception>
    public static ImageReference Parse(string text)
    {
        ImageReference reference = ParseName(text);
        return reference.IsNameOnly ? reference with { Tag = DefaultTag } : reference;
    }

    /// <summary>Parses a reference and adds no tag.</summary>
    /// <exception cref="OciFormatException">Docker's "invalid reference format".</exception>
    public static ImageReference ParseName(string text) =>
        Read(text, out string? error) ?? throw new OciFormatException(error!);

    /// <summary>Parses a reference; null instead of an error.</summary>
    public static ImageReference? TryParse(string text) =>
        Read(text, out _) is not { } reference ? null
        : reference.IsNameOnly ? reference with { Tag = DefaultTag } : reference;

    private static readonly SearchValues<char> HexChars =
        SearchValues.Create("0123456789abcdef");

    private static readonly SearchValues<char> AddressChars =
        SearchValues.Create("0123456789abcdefABCDEF:");

    private static ImageReference? Read(string text, out string? error)
    {
        error = "invalid reference format";
        if (text.Length == HexIdLength && !text.AsSpan().ContainsAnyExcept(HexChars))
        {
            error = $"invalid repository name ({text}), "
                + "cannot specify 64-byte hexadecimal strings";
            return null;
        }

        (string domain, string rest) = SplitDomain(text);
        Digest digest = default;
        int at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0 && !Digest.TryParse(rest.AsSpan(at + 1), out digest))
            return null;
        string named = at >= 0 ? rest[..at] : rest;

        int colon = named.IndexOf(':', StringComparison.Ordinal);
        string? tag = colon >= 0 ? named[(colon + 1)..] : null;
        string path = colon >= 0 ? named[..colon] : named;
        if (domain == DefaultDomain && path.Length > 0 && !path.Contains('/'))
            path = OfficialPrefix + path;

        if (HasUpper(path) && IsPath(path.ToLowerInvariant()))
            error += $": repository name ({path}) must be lowercase";
        else if (domain.Length + 1 + path.Length > OciLimits.RepositoryNameCharsMax)
            error += ": repository name must not be more than "
                + $"{OciLimits.RepositoryNameCharsMax} characters";
        else if (IsDomain(domain) && IsPath(path) && (tag is null || IsTag(tag)))
            return new ImageReference(domain, path, tag, digest);
        return null;
    }

    // The first component is a registry when it could be a host and nothing else could be meant.
    private static (string Domain, string Remainder) SplitDomain(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return (DefaultDomain, text);
        string first = text[..slash];
        if (!first.AsSpan().ContainsAny('.', ':') && first != "localhost"
            && !HasUpper(first))
            return (DefaultDomain, text);
        return (first == "index.docker.io" ? DefaultDomain : first, text[(slash + 1)..]);
    }

    private static bool IsDomain(string domain)
    {
        ReadOnlySpan<char> host = domain;
        int colon = host.LastIndexOf(':');
        if (colon >= 0 && !host[colon..].Contains(']'))
        {
            ReadOnlySpan<char> port = host[(colon + 1)..];
            if (port.IsEmpty || port.ContainsAnyExceptInRange('0', '9'))
                return false;
            host = host[..colon];
        }
        if (host is ['[', .. var address, ']'])
            return address.Length > 0 && !address.ContainsAnyExcept(AddressChars);
        foreach (Range range in host.Split('.'))
        {
            ReadOnlySpan<char> label = host[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (char c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return false;
            }
        }
        return true;
    }

    private static bool IsPath(string path)
    {
        foreach (Range range in path.AsSpan().Split('/'))
        {
            if (!IsPathComponent(path.AsSpan()[range]))
                return false;
        }
        return true;
    }

    // Runs of [a-z0-9], between which stands one of ".", "_", "__" or any number of "-".
    private static bool IsPathComponent(ReadOnlySpan<char> component)
    {
        if (component.IsEmpty)
            return false;
        int separatorStart = 0;
        for (int i = 0; i <= component.Length; i++)
        {
            if (i < component.Length && component[i] is '.' or '_' or '-')
                continue;
            ReadOnlySpan<char> separator = component[separatorStart..i];
            bool isEdge = separatorStart == 0 || i == component.Length;
            if (isEdge ? separator.Length > 0 : !IsSeparator(separator))
                return false;
            if (i < component.Length && !IsLowerOrDigit(component[i]))
                return false;
            separatorStart = i + 1;
        }
        return true;
    }

    private static bool HasUpper(string text) => text.AsSpan().ContainsAnyInRange('A', 'Z');

    private static bool IsLowerOrDigit(char c) =>
        char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static bool IsSeparator(ReadOnlySpan<char> text) =>
        text is "" or "." or "_" or "__" || !text.ContainsAnyExcept('-');

    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= OciLimits.TagCharsMax
        && tag[0] is not ('.' or '-')
        && !tag.AsSpan().ContainsAnyExcept(TagChars);
}
