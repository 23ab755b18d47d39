using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Server.Endpoints;

/// <summary>What every endpoint needs to read a request and to write an answer.</summary>
internal static class Answers
{
    internal const string DigestHeader = "Docker-Content-Digest";

    private const string Json = "application/json";

    internal static Task WriteJsonAsync<T>(
        HttpContext http, T document, JsonTypeInfo<T> type, string mediaType = Json) =>
        WriteBytesAsync(http, JsonSerializer.SerializeToUtf8Bytes(document, type), mediaType);

    /// <summary>Writes a whole body; for HEAD only its headers.</summary>
    internal static async Task WriteBytesAsync(
        HttpContext http, ReadOnlyMemory<byte> body, string mediaType)
    {
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    internal static Task WriteErrorAsync(HttpContext http, ErrorCode code, string message)
    {
        http.Response.StatusCode = (int)code.Status;
        return WriteJsonAsync(
            http, new ErrorDocument([new ErrorEntry(code.Name, message)]),
            ServerJson.Default.ErrorDocument);
    }

    internal static void WriteEmpty(HttpContext http, HttpStatusCode status)
    {
        http.Response.StatusCode = (int)status;
        if (status is not HttpStatusCode.NoContent and not HttpStatusCode.NotModified)
            http.Response.ContentLength = 0;
    }

    internal static void WriteCreated(HttpContext http, string location, Digest digest)
    {
        http.Response.Headers.Location = location;
        http.Response.Headers[DigestHeader] = digest.ToString();
        WriteEmpty(http, HttpStatusCode.Created);
    }

    /// <summary>Headers of content that never changes; true if the client has it already.</summary>
    internal static bool IsNotModified(HttpContext http, Digest digest)
    {
        string tag = $"\"{digest}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers[DigestHeader] = digest.ToString();
        foreach (string? known in http.Request.Headers.IfNoneMatch)
        {
            if (known is not null
                && (known == "*" || known.Contains(tag, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    /// <summary>The value of a query parameter; null if it is not there.</summary>
    internal static string? Query(HttpContext http, string name) =>
        http.Request.Query.TryGetValue(name, out StringValues values) ? values[0] : null;

    /// <exception cref="ProtocolException">It is no digest that this server knows.</exception>
    internal static Digest ParseDigest(string text) =>
        Digest.TryParse(text, out Digest digest)
            ? digest
            : throw new ProtocolException(ErrorCode.DigestInvalid,
                "a digest is sha256: or sha512: and lower-case hexadecimal digits");

    internal static ProtocolException NotAllowed(HttpContext http) =>
        new(ErrorCode.Unsupported, $"{http.Request.Method} is not supported here");
}
