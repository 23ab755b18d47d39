using System.Buffers;
using System.Globalization;
using System.Net;
using MiniDocker.Registry.Server.Uploads;

namespace MiniDocker.Registry.Server.Endpoints;

internal sealed partial class UploadEndpoint
{
    private const int ReceiveBytes = 256 * 1024;

    // False if the chunk does not start where the last one ended: 416, and the session goes on.
    private static async Task<bool> TryReceiveAsync(
        HttpContext http, Route route, UploadSession session)
    {
        string? range = http.Request.Headers.ContentRange;
        if (range is not null && !Continues(range, session, http.Request.ContentLength))
        {
            WriteState(http, route.Repository, session,
                HttpStatusCode.RequestedRangeNotSatisfiable);
            http.Response.ContentLength = null;
            await Answers.WriteErrorAsync(http, ErrorCode.RangeInvalid,
                $"the next chunk starts at {session.Writer.Position}");
            return false;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(ReceiveBytes);
        try
        {
            // Not called off when the client hangs up: what it sent before is still worth keeping.
            int count;
            while ((count = await http.Request.Body.ReadAsync(buffer, default)) > 0)
                session.Writer.Write(buffer.AsSpan(0, count));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // "0-511", or with the unit that RFC 9110 would have: "bytes 0-511/*".
    private static bool Continues(string range, UploadSession session, long? length)
    {
        ReadOnlySpan<char> text = range.AsSpan().Trim();
        if (text.StartsWith("bytes", StringComparison.OrdinalIgnoreCase))
            text = text["bytes".Length..].TrimStart(" =");
        int slash = text.IndexOf('/');
        if (slash >= 0)
            text = text[..slash];
        int dash = text.IndexOf('-');
        return dash > 0
            && long.TryParse(
                text[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out long first)
            && long.TryParse(
                text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out long last)
            && first == session.Writer.Position
            && last >= first
            && (length is null || length == last - first + 1);
    }
}
