using System.Net.Http.Headers;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Client;

/// <content>Manifests and indexes.</content>
public sealed partial class RegistryClient
{
    private static readonly string[] ManifestTypes =
    [
        MediaTypes.OciIndex, MediaTypes.OciManifest,
        MediaTypes.DockerManifestList, MediaTypes.DockerManifest,
    ];

    /// <summary>Reads a manifest or index by tag or digest, verified if by digest.</summary>
    /// <returns>Its descriptor and its exact bytes.</returns>
    /// <exception cref="RegistryException">It is not there, or is not what was asked
    /// for.</exception>
    public Task<(Descriptor Descriptor, byte[] Content)> GetManifestAsync(
        ImageReference reference, CancellationToken cancel = default) =>
        Patience.TryAsync(() => GetManifestOnceAsync(reference, cancel), cancel);

    /// <summary>Stores a manifest or index under a tag or a digest.</summary>
    /// <exception cref="RegistryException">The registry refused it.</exception>
    public Task PutManifestAsync(
        ImageReference reference, string mediaType, byte[] content,
        CancellationToken cancel = default) =>
        Patience.TryAsync(
            async () =>
            {
                using HttpResponseMessage answer = await SendAsync(
                    () => PutRequest(reference, mediaType, content),
                    PushScope(reference.Path), cancel).ConfigureAwait(false);
                return answer.IsSuccessStatusCode
                    ? true
                    : throw await RegistryErrors
                        .ReadAsync($"cannot push {reference.Familiar}", answer, cancel)
                        .ConfigureAwait(false);
            },
            cancel);

    /// <summary>Deletes a tag, or with a digest a manifest and every tag of it.</summary>
    /// <exception cref="RegistryException">It is not there, or deleting is not allowed.</exception>
    public async Task DeleteManifestAsync(
        ImageReference reference, CancellationToken cancel = default)
    {
        using HttpResponseMessage answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Delete, ManifestUrl(reference)),
            $"repository:{reference.Path}:delete", cancel).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw await RegistryErrors
                .ReadAsync($"cannot delete {reference.Familiar}", answer, cancel)
                .ConfigureAwait(false);
    }

    private async Task<(Descriptor, byte[])> GetManifestOnceAsync(
        ImageReference reference, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await SendAsync(
            () => GetRequest(reference), PullScope(reference.Path), cancel)
            .ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw await RegistryErrors.ReadManifestAsync(reference, answer, cancel)
                .ConfigureAwait(false);
        byte[] content = await ReadManifestAsync(answer, cancel).ConfigureAwait(false);
        string mediaType = answer.Content.Headers.ContentType?.MediaType ?? "";
        Descriptor descriptor = Descriptor.Of(mediaType, content);
        Verify(reference, answer, descriptor, content);
        return (descriptor, content);
    }

    private async Task<byte[]> ReadManifestAsync(
        HttpResponseMessage answer, CancellationToken cancel)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(ClientLimits.SilenceTime);
        try
        {
            return await answer.Content
                .ReadLimitedAsync(OciLimits.ManifestBytesMax, silence.Token)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is HttpIOException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw RegistryErrors.Unreachable(Domain, e);
        }
    }

    private static void Verify(
        ImageReference reference, HttpResponseMessage answer, Descriptor found, byte[] content)
    {
        if (!reference.Digest.IsEmpty && !HasDigest(content, reference.Digest))
            throw new RegistryException(
                $"manifest for {reference.Familiar}: the registry sent one with digest "
                + $"{found.Digest}: it was damaged or tampered with");
        if (answer.Headers.TryGetValues("Docker-Content-Digest", out var values)
            && Digest.TryParse(values.First(), out Digest stated)
            && !HasDigest(content, stated))
            throw new RegistryException(
                $"manifest for {reference.Familiar}: the registry says digest {stated}, "
                + $"what it sent has {found.Digest}: it was damaged or tampered with");
    }

    private static bool HasDigest(byte[] content, Digest digest)
    {
        using var hash = digest.CreateHash();
        hash.AppendData(content);
        return Digest.FromIncremental(digest.Algorithm, hash) == digest;
    }

    private HttpRequestMessage GetRequest(ImageReference reference)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, ManifestUrl(reference));
        foreach (string mediaType in ManifestTypes)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        return request;
    }

    private HttpRequestMessage PutRequest(
        ImageReference reference, string mediaType, byte[] content)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return new HttpRequestMessage(HttpMethod.Put, ManifestUrl(reference)) { Content = body };
    }

    // A digest wins over a tag: it says exactly what is meant.
    private Uri ManifestUrl(ImageReference reference) => Url(
        $"v2/{reference.Path}/manifests/"
        + (reference.Digest.IsEmpty
            ? reference.Tag ?? ImageReference.DefaultTag
            : reference.Digest.ToString()));
}
