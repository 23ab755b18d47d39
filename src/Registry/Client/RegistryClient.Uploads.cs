using System.Net;
using System.Net.Http.Headers;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Client;

/// <content>Upload sessions.</content>
public sealed partial class RegistryClient
{
    private const int UploadBufferBytes = 256 * 1024;

    /// <summary>Opens an upload session, or mounts the blob from another repository.</summary>
    internal async Task<(bool IsMounted, Uri? Session)> StartUploadAsync(
        string repository, Digest digest, string? from, CancellationToken cancel)
    {
        string query = from is null
            ? ""
            : $"?mount={Uri.EscapeDataString(digest.ToString())}&from={Uri.EscapeDataString(from)}";
        string scope = from is null
            ? PushScope(repository)
            : $"{PushScope(repository)} {PullScope(from)}";
        using HttpResponseMessage answer = await SendAsync(
            () => new HttpRequestMessage(
                HttpMethod.Post, Url($"v2/{repository}/blobs/uploads/{query}")),
            scope, cancel).ConfigureAwait(false);
        return answer.StatusCode switch
        {
            HttpStatusCode.Created => (true, null),
            HttpStatusCode.Accepted => (false, SessionOf(answer)),
            _ => throw await UploadErrorAsync(repository, answer, cancel).ConfigureAwait(false),
        };
    }

    /// <summary>Sends bytes from an offset to the end of the blob, in one request.</summary>
    internal async Task<Uri> SendChunkAsync(
        string repository, Uri session, long offset, long size, Func<Stream> open,
        CancellationToken cancel)
    {
        using HttpResponseMessage answer = await SendAsync(
            () =>
            {
                var body = new StreamContent(open(), UploadBufferBytes);
                body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                body.Headers.ContentLength = size - offset;
                // A whole blob needs no range; what continues one says where.
                if (offset > 0)
                    body.Headers.TryAddWithoutValidation("Content-Range", $"{offset}-{size - 1}");
                return new HttpRequestMessage(HttpMethod.Patch, session) { Content = body };
            },
            PushScope(repository), cancel).ConfigureAwait(false);
        return answer.IsSuccessStatusCode
            ? SessionOf(answer)
            : throw await UploadErrorAsync(repository, answer, cancel).ConfigureAwait(false);
    }

    /// <summary>Closes the session; the registry verifies the blob and names it.</summary>
    internal async Task FinishUploadAsync(
        string repository, Uri session, Digest digest, CancellationToken cancel)
    {
        var closing = new UriBuilder(session);
        closing.Query =
            $"{closing.Query.TrimStart('?')}&digest={Uri.EscapeDataString(digest.ToString())}"
                .TrimStart('&');
        using HttpResponseMessage answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Put, closing.Uri)
            {
                Content = new ByteArrayContent([]),
            },
            PushScope(repository), cancel).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw await UploadErrorAsync(repository, answer, cancel).ConfigureAwait(false);
    }

    /// <summary>Asks how much of a broken upload arrived (GET of the session).</summary>
    internal async Task<(Uri Session, long Offset)> LocateUploadAsync(
        string repository, Uri session, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, session),
            PushScope(repository), cancel).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.NoContent)
            throw await UploadErrorAsync(repository, answer, cancel).ConfigureAwait(false);
        string range = answer.Headers.TryGetValues("Range", out IEnumerable<string>? values)
            ? values.First()
            : "";
        // "0-0" is one byte or none: nobody can tell, so that byte is sent again from the start.
        return long.TryParse(range.AsSpan(range.IndexOf('-') + 1), out long last) && last > 0
            ? (SessionOf(answer), last + 1)
            : throw new RegistryException($"registry {Domain} does not say what it received");
    }

    private Uri SessionOf(HttpResponseMessage answer) =>
        answer.Headers.Location is { } location
            ? new Uri(answer.RequestMessage!.RequestUri!, location)
            : throw new RegistryException($"registry {Domain} opened an upload without a location");

    private async Task<RegistryException> UploadErrorAsync(
        string repository, HttpResponseMessage answer, CancellationToken cancel) =>
        await RegistryErrors
            .ReadAsync($"cannot push to {Domain}/{repository}", answer, cancel)
            .ConfigureAwait(false);
}
