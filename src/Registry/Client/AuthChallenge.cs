using System.Net.Http.Headers;

namespace MiniDocker.Registry.Client;

/// <summary>
/// How a registry wants to be told who is asking (RFC 9110 section 11; Docker's token
/// specification for Bearer).
/// </summary>
internal sealed record AuthChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    internal bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    internal bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    internal string? this[string name] => Parameters.GetValueOrDefault(name);

    internal static AuthChallenge Parse(AuthenticationHeaderValue header) =>
        new(header.Scheme, ParseParameters(header.Parameter ?? ""));

    /// <summary>
    /// Reads name=token and name="quoted \" text" pairs; stops at what is neither.
    /// </summary>
    internal static IReadOnlyDictionary<string, string> ParseParameters(ReadOnlySpan<char> text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (parameters.Count < ClientLimits.ChallengeParametersMax)
        {
            text = text.TrimStart(" \t,");
            int equals = text.IndexOf('=');
            if (equals <= 0)
                break;
            string name = text[..equals].Trim().ToString();
            text = text[(equals + 1)..].TrimStart();
            string? value = text is ['"', ..] ? ReadQuoted(ref text) : ReadToken(ref text);
            if (value is null)
                break;
            parameters.TryAdd(name, value);
        }

        return parameters;
    }

    private static string ReadToken(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(',', ' ');
        string token = (end < 0 ? text : text[..end]).ToString();
        text = end < 0 ? default : text[end..];
        return token;
    }

    private static string? ReadQuoted(ref ReadOnlySpan<char> text)
    {
        var value = new System.Text.StringBuilder();
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                text = text[(i + 1)..];
                return value.ToString();
            }

            if (text[i] == '\\' && i + 1 < text.Length)
                i++;
            value.Append(text[i]);
        }

        return null;
    }
}
