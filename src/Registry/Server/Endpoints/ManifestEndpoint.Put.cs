using Microsoft.Net.Http.Headers;
using MiniDocker.Oci;
using MiniDocker.Registry.Server.Repositories;

namespace MiniDocker.Registry.Server.Endpoints;

internal sealed partial class ManifestEndpoint
{
    private async Task PutAsync(HttpContext http, Route route)
    {
        Digest stated = default;
        List<string> tags = [];
        if (route.Reference.Contains(':'))
            stated = Answers.ParseDigest(route.Reference);
        else
            tags.Add(CheckTag(route.Reference));
        foreach (string? tag in http.Request.Query["tag"])
            tags.Add(CheckTag(tag ?? ""));
        if (tags.Count > ServerLimits.TagParametersMax)
            throw new ProtocolException(ErrorCode.TooManyTags,
                $"at most {ServerLimits.TagParametersMax} tags can be set at once");

        byte[] content = await ReadBodyAsync(http);
        Digest digest = Verify(content, stated);
        ManifestDocument document = ManifestDocument.Parse(content, MediaTypeOf(http));
        if (isComplete)
            CheckReferences(route.Repository, document);
        repositories.PutManifest(
            route.Repository, document.ToRecord(digest, content.Length), content, tags);
        if (document.Subject is { } subject)
            http.Response.Headers["OCI-Subject"] = subject.Digest.ToString();
        if (http.Request.Query.ContainsKey("tag"))
            http.Response.Headers["OCI-Tag"] = tags.ToArray();
        Answers.WriteCreated(http, $"/v2/{route.Repository}/manifests/{digest}", digest);
    }

    private static string CheckTag(string tag) =>
        RepositoryName.IsTag(tag)
            ? tag
            : throw new ProtocolException(ErrorCode.TagInvalid,
                "a tag is up to 128 letters, digits, \"_\", \".\" and \"-\", "
                + "and starts with none of the last two");

    private static async Task<byte[]> ReadBodyAsync(HttpContext http)
    {
        long? length = http.Request.ContentLength;
        if (length > ServerLimits.ManifestBytesMax)
            throw TooLarge();
        using var body = new MemoryStream((int)(length ?? 0));
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + count > ServerLimits.ManifestBytesMax)
                throw TooLarge();
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static Digest Verify(byte[] content, Digest stated)
    {
        if (stated.IsEmpty)
            return Digest.Compute(content);
        using var hash = stated.CreateHash();
        hash.AppendData(content);
        Digest actual = Digest.FromIncremental(stated.Algorithm, hash);
        return actual == stated
            ? actual
            : throw new ProtocolException(ErrorCode.DigestInvalid,
                $"the manifest has digest {actual}");
    }

    private static string? MediaTypeOf(HttpContext http) =>
        MediaTypeHeaderValue.TryParse(http.Request.ContentType, out MediaTypeHeaderValue? type)
            ? type.MediaType.ToString()
            : null;

    private void CheckReferences(string name, ManifestDocument document)
    {
        Repository? repository = repositories.Find(name);
        foreach (Descriptor blob in document.Blobs)
        {
            if (repository?.HasBlob(blob.Digest) != true)
                throw new ProtocolException(ErrorCode.ManifestBlobUnknown,
                    $"blob {blob.Digest} is unknown to this repository");
        }

        foreach (Descriptor child in document.Manifests)
        {
            if (repository?.TryGetManifest(child.Digest, out _) != true)
                throw new ProtocolException(ErrorCode.ManifestBlobUnknown,
                    $"manifest {child.Digest} is unknown to this repository");
        }
    }

    private static ProtocolException TooLarge() =>
        new(ErrorCode.SizeInvalid,
            $"a manifest may have {ServerLimits.ManifestBytesMax} bytes");
}
