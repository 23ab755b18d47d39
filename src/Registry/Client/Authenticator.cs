using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MiniDocker.Registry.Client;

/// <summary>
/// Answers a registry's challenges, and remembers the answers: one Basic header, or one token for
/// each scope.
/// </summary>
internal sealed class Authenticator(HttpClient http, string domain, CredentialStore credentials)
{
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> _tokens = new();
    private AuthenticationHeaderValue? _basic;

    /// <summary>Adds what an earlier challenge taught.</summary>
    internal void Authorize(HttpRequestMessage request, string scope) =>
        request.Headers.Authorization =
            _basic ?? (_tokens.TryGetValue(scope, out AuthenticationHeaderValue? token)
                ? token
                : null);

    /// <summary>Learns from a 401.</summary>
    /// <returns>False if there is nothing new to say.</returns>
    internal async Task<bool> AnswerAsync(
        HttpResponseMessage refusal, string scope, CancellationToken cancel)
    {
        foreach (AuthenticationHeaderValue header in refusal.Headers.WwwAuthenticate)
        {
            AuthChallenge challenge = AuthChallenge.Parse(header);
            if (challenge.IsBearer)
            {
                bool isPlain = refusal.RequestMessage!.RequestUri!.Scheme == Uri.UriSchemeHttp;
                Uri server = TokenServer(challenge, isPlain);
                _tokens[scope] = await FetchTokenAsync(server, challenge, scope, cancel)
                    .ConfigureAwait(false);
                return true;
            }

            if (challenge.IsBasic && _basic is null
                && credentials.Find(domain) is { IdentityToken: null } credential)
            {
                _basic = BasicHeader(credential);
                return true;
            }
        }

        return false;
    }

    private static AuthenticationHeaderValue BasicHeader(Credential credential) =>
        new("Basic", Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}")));

    // A registry reached over HTTPS may not send our password elsewhere in the clear.
    private Uri TokenServer(AuthChallenge challenge, bool isPlain) =>
        Uri.TryCreate(challenge["realm"], UriKind.Absolute, out Uri? realm)
        && (realm.Scheme == Uri.UriSchemeHttps || (isPlain && realm.Scheme == Uri.UriSchemeHttp))
            ? realm
            : throw new RegistryException(
                $"{domain} asks for a token from a place that is no https address");

    private async Task<AuthenticationHeaderValue> FetchTokenAsync(
        Uri server, AuthChallenge challenge, string scope, CancellationToken cancel)
    {
        Credential? credential = credentials.Find(domain);
        using HttpRequestMessage request = credential?.IdentityToken is { } refreshToken
            ? RefreshRequest(server, challenge, scope, refreshToken)
            : TokenRequest(server, challenge, scope, credential);
        using HttpResponseMessage answer = await http
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel)
            .ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw await RegistryErrors.ReadAsync($"token for {domain} refused", answer, cancel)
                .ConfigureAwait(false);
        byte[] body = await answer.Content
            .ReadLimitedAsync(ClientLimits.TokenBytesMax, cancel).ConfigureAwait(false);
        return new AuthenticationHeaderValue("Bearer", ReadToken(body, server.Host));
    }

    private static string ReadToken(byte[] body, string host)
    {
        try
        {
            TokenAnswer? token = JsonSerializer.Deserialize(body, ClientJson.Default.TokenAnswer);
            if ((token?.Token ?? token?.AccessToken) is { Length: > 0 } text)
                return text;
        }
        catch (JsonException)
        {
            // Said below, without the parser's words: they may quote a token.
        }

        throw new RegistryException($"token server {host} answered without a token");
    }

    private static HttpRequestMessage TokenRequest(
        Uri server, AuthChallenge challenge, string scope, Credential? credential)
    {
        var query = new StringBuilder(server.Query.TrimStart('?'));
        Append(query, "service", challenge["service"]);
        foreach (string one in scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Append(query, "scope", one);
        Append(query, "account", credential?.UserName);
        var request = new HttpRequestMessage(
            HttpMethod.Get, new UriBuilder(server) { Query = query.ToString() }.Uri);
        if (credential is not null)
            request.Headers.Authorization = BasicHeader(credential);
        return request;
    }

    private static HttpRequestMessage RefreshRequest(
        Uri server, AuthChallenge challenge, string scope, string refreshToken) =>
        new(HttpMethod.Post, server)
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "refresh_token"),
                new("client_id", "minidocker"),
                new("service", challenge["service"] ?? ""),
                new("scope", scope),
                new("refresh_token", refreshToken),
            ]),
        };

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        if (query.Length > 0)
            query.Append('&');
        query.Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
