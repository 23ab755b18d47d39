using System.Net;
using MiniDocker.Oci;
using MiniDocker.Registry.Server.Repositories;

namespace MiniDocker.Registry.Server.Endpoints;

/// <summary>end-3, 7 and 9: manifests, by tag or by digest.</summary>
internal sealed partial class ManifestEndpoint(RepositorySet repositories, bool isComplete)
{
    internal Task InvokeAsync(HttpContext http, Route route)
    {
        string method = http.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            return ReadAsync(http, route);
        if (HttpMethods.IsPut(method))
            return PutAsync(http, route);
        if (!HttpMethods.IsDelete(method))
            throw Answers.NotAllowed(http);
        Delete(http, route);
        return Task.CompletedTask;
    }

    // The stored bytes and type, whatever Accept says: converting would change the digest.
    private Task ReadAsync(HttpContext http, Route route)
    {
        Repository repository = repositories.Find(route.Repository) ?? throw Unknown();
        if (!TryResolve(repository, route.Reference, out Digest digest)
            || !repository.TryGetManifest(digest, out ManifestRecord record))
            throw Unknown();
        if (Answers.IsNotModified(http, digest))
        {
            Answers.WriteEmpty(http, HttpStatusCode.NotModified);
            return Task.CompletedTask;
        }

        Descriptor descriptor = record.Descriptor;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.ContentType = descriptor.MediaType;
            http.Response.ContentLength = descriptor.Size;
            return Task.CompletedTask;
        }

        ReadOnlyMemory<byte> content =
            repositories.ReadManifest(descriptor) ?? throw Unknown();
        return Answers.WriteBytesAsync(http, content, descriptor.MediaType);
    }

    private void Delete(HttpContext http, Route route)
    {
        Repository repository = repositories.Find(route.Repository) ?? throw Unknown();
        bool isDeleted = Digest.TryParse(route.Reference, out Digest digest)
            ? repositories.DeleteManifest(repository, digest)
            : repositories.DeleteTag(repository, route.Reference);
        if (!isDeleted)
            throw Unknown();
        Answers.WriteEmpty(http, HttpStatusCode.Accepted);
    }

    private static bool TryResolve(Repository repository, string reference, out Digest digest) =>
        reference.Contains(':')
            ? Digest.TryParse(reference, out digest)
            : repository.TryGetTag(reference, out digest);

    private static ProtocolException Unknown() =>
        new(ErrorCode.ManifestUnknown, "manifest unknown");
}
