using System.Net;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Oci;
using MiniDocker.Registry.Server.Repositories;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Server.Endpoints;

/// <summary>end-2 and end-10: blobs, whole or by range.</summary>
internal sealed class BlobEndpoint(RepositorySet repositories)
{
    // One read and one send for so many bytes; measured: 64 KiB costs a tenth more, 1 MiB the same.
    private const int ReadBytes = 256 * 1024;

    internal Task InvokeAsync(HttpContext http, Route route)
    {
        Digest digest = Answers.ParseDigest(route.Reference);
        Repository? repository = repositories.Find(route.Repository);
        if (repository?.HasBlob(digest) != true)
            throw Unknown();
        string method = http.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            return ReadAsync(http, digest);
        if (!HttpMethods.IsDelete(method))
            throw Answers.NotAllowed(http);
        if (!repositories.DeleteBlob(repository, digest))
            throw Unknown();
        Answers.WriteEmpty(http, HttpStatusCode.Accepted);
        return Task.CompletedTask;
    }

    private async Task ReadAsync(HttpContext http, Digest digest)
    {
        if (Answers.IsNotModified(http, digest))
        {
            Answers.WriteEmpty(http, HttpStatusCode.NotModified);
            return;
        }

        using SafeFileHandle file = Open(digest);
        long length = RandomAccess.GetLength(file);
        http.Response.Headers.AcceptRanges = "bytes";
        http.Response.Headers.CacheControl = "max-age=31536000, immutable";
        ByteRange range = ByteRange.Parse(http.Request.Headers.Range, length);
        if (range.Kind == ByteRangeKind.Unsatisfiable)
        {
            http.Response.Headers.ContentRange = $"bytes */{length}";
            await Answers.WriteErrorAsync(
                http, ErrorCode.RangeInvalid, $"the blob has {length} bytes");
            return;
        }

        if (range.Kind == ByteRangeKind.Part)
        {
            http.Response.StatusCode = StatusCodes.Status206PartialContent;
            http.Response.Headers.ContentRange =
                $"bytes {range.First}-{range.First + range.Length - 1}/{length}";
        }

        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = range.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await SendAsync(http, file, range);
    }

    private SafeFileHandle Open(Digest digest)
    {
        try
        {
            return repositories.Content.OpenHandle(digest);
        }
        catch (BlobNotFoundException)
        {
            throw Unknown(); // deleted in this moment
        }
    }

    private static async Task SendAsync(HttpContext http, SafeFileHandle file, ByteRange range)
    {
        long offset = range.First;
        long end = range.First + range.Length;
        while (offset < end)
        {
            int want = (int)Math.Min(ReadBytes, end - offset);
            Memory<byte> buffer = http.Response.BodyWriter.GetMemory(want);
            int count = RandomAccess.Read(file, buffer.Span[..want], offset);
            if (count == 0)
                throw new EndOfStreamException("a blob is shorter than it was");
            http.Response.BodyWriter.Advance(count);
            offset += count;
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
    }

    private static ProtocolException Unknown() =>
        new(ErrorCode.BlobUnknown, "blob unknown to registry");
}
