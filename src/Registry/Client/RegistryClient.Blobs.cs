using System.Net;
using System.Net.Http.Headers;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Client;

/// <content>Blobs: are they there, and reading them.</content>
public sealed partial class RegistryClient
{
    /// <summary>Whether a repository has a blob.</summary>
    /// <exception cref="RegistryException">The registry refused to say.</exception>
    public Task<bool> HasBlobAsync(
        string repository, Digest digest, CancellationToken cancel = default) =>
        Patience.TryAsync(
            async () =>
            {
                using HttpResponseMessage answer = await SendAsync(
                    () => new HttpRequestMessage(HttpMethod.Head, BlobUrl(repository, digest)),
                    PushScope(repository), cancel).ConfigureAwait(false);
                return answer.StatusCode switch
                {
                    HttpStatusCode.OK => true,
                    HttpStatusCode.NotFound => false,
                    _ => throw await RegistryErrors
                        .ReadAsync($"cannot push to {Domain}/{repository}", answer, cancel)
                        .ConfigureAwait(false),
                };
            },
            cancel);

    /// <summary>Starts to read a blob at an offset; the caller disposes the answer.</summary>
    internal async Task<HttpResponseMessage> GetBlobAsync(
        string repository, Descriptor blob, long offset, CancellationToken cancel)
    {
        HttpResponseMessage answer = await SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(
                    HttpMethod.Get, BlobUrl(repository, blob.Digest));
                if (offset > 0)
                    request.Headers.Range = new RangeHeaderValue(offset, null);
                return request;
            },
            PullScope(repository), cancel).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
        {
            throw await RegistryErrors
                .ReadAsync($"cannot pull blob {blob.Digest} of {Domain}/{repository}", answer,
                    cancel)
                .ConfigureAwait(false);
        }
    }

    private Uri BlobUrl(string repository, Digest digest) =>
        Url($"v2/{repository}/blobs/{digest}");
}
