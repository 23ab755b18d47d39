using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Client;

/// <summary>Turns answers and broken connections into one line each.</summary>
internal static class RegistryErrors
{
    /// <summary>"what: code: message", in the registry's own words where it has some.</summary>
    internal static async Task<RegistryException> ReadAsync(
        string what, HttpResponseMessage answer, CancellationToken cancel)
    {
        ErrorEntry? error = await ReadEntryAsync(answer, cancel).ConfigureAwait(false);
        string reason = error is null
            ? $"{(int)answer.StatusCode} {answer.ReasonPhrase}".TrimEnd()
            : Describe(error);
        return new RegistryException($"{what}: {reason}", answer.StatusCode, error?.Code);
    }

    /// <summary>The same for a manifest that was asked for by name, as Docker words it.</summary>
    internal static async Task<RegistryException> ReadManifestAsync(
        ImageReference reference, HttpResponseMessage answer, CancellationToken cancel)
    {
        string what = answer.StatusCode switch
        {
            HttpStatusCode.NotFound => $"manifest for {reference.Familiar} not found",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"pull access denied for {reference.FamiliarName}, repository does not exist "
                + "or may require a login",
            _ => $"cannot pull {reference.Familiar}",
        };
        return await ReadAsync(what, answer, cancel).ConfigureAwait(false);
    }

    /// <summary>A registry that could not be reached, or hung up.</summary>
    internal static RegistryException Unreachable(string domain, Exception cause)
    {
        string reason = cause.GetBaseException() switch
        {
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                "connection refused",
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain
                or SocketError.NoData } => "no such host",
            SocketException socket => socket.Message,
            OperationCanceledException => "no answer in time",
            HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
                "it hung up in the middle of an answer",
            System.Security.Authentication.AuthenticationException tls =>
                $"{tls.Message} (an insecure registry needs --insecure)",
            Exception other => other.Message,
        };
        return new RegistryException($"cannot reach registry {domain}: {OneLine(reason)}", cause);
    }

    private static string Describe(ErrorEntry error)
    {
        string code = error.Code is { Length: > 0 } text
            ? text.ToLowerInvariant().Replace('_', ' ')
            : "refused";
        string message = error.Message ?? "";
        return OneLine(message.Length == 0 || message == code ? code : $"{code}: {message}");
    }

    private static async Task<ErrorEntry?> ReadEntryAsync(
        HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            byte[] body = await answer.Content
                .ReadLimitedAsync(ClientLimits.ErrorBytesMax, cancel).ConfigureAwait(false);
            ErrorDocument? document =
                JsonSerializer.Deserialize(body, ClientJson.Default.ErrorDocument);
            return document?.Errors is [{ } first, ..] ? first : null;
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException)
        {
            return null; // the status line has to do
        }
    }

    // A registry's words go to a terminal: no control characters, no novels.
    private static string OneLine(string text)
    {
        string cut = text.Length > ClientLimits.ErrorTextCharsMax
            ? text[..ClientLimits.ErrorTextCharsMax] + "..."
            : text;
        return string.Create(cut.Length, cut, static (line, source) =>
        {
            for (int i = 0; i < line.Length; i++)
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
    }
}
