using System.Text;
using System.Text.Json.Serialization;

namespace MiniDocker.Registry.Client;

/// <summary>What is read of Docker's config.json.</summary>
internal sealed record AuthFile
{
    public Dictionary<string, AuthEntry>? Auths { get; init; }
}

/// <summary>One registry's login: "auth" is base64 of user:password.</summary>
internal sealed record AuthEntry
{
    public string? Auth { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    [JsonPropertyName("username")]
    public string? UserName { get; init; }

    public string? Password { get; init; }

    internal Credential? ToCredential()
    {
        if (!string.IsNullOrEmpty(IdentityToken))
            return new Credential("", "", IdentityToken);
        if (!string.IsNullOrEmpty(UserName))
            return new Credential(UserName, Password ?? "");
        var bytes = new byte[Auth?.Length ?? 0];
        if (!Convert.TryFromBase64String(Auth ?? "", bytes, out int length))
            return null;
        string pair = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? new Credential(pair[..colon], pair[(colon + 1)..].TrimEnd('\0')) : null;
    }
}
