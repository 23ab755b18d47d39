using System.Net;
using MiniDocker.Oci;
using MiniDocker.Registry.Server.Repositories;
using MiniDocker.Registry.Server.Uploads;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Server.Endpoints;

/// <summary>end-4, 5, 6, 11, 13 and 14: getting blobs in.</summary>
internal sealed partial class UploadEndpoint(
    RepositorySet repositories, UploadSessions sessions)
{
    /// <summary>POST: start a session, take the whole blob, or mount it from elsewhere.</summary>
    internal async Task StartAsync(HttpContext http, Route route)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
            throw Answers.NotAllowed(http);
        CheckAlgorithm(http);
        if (Digest.TryParse(Answers.Query(http, "mount"), out Digest mounted)
            && repositories.TryMount(route.Repository, mounted, Answers.Query(http, "from")))
        {
            WriteBlobCreated(http, route.Repository, mounted);
            return;
        }

        string? digest = Answers.Query(http, "digest");
        Digest whole = digest is null ? default : Answers.ParseDigest(digest);
        UploadSession session = sessions.Start(route.Repository);
        if (whole.IsEmpty)
        {
            WriteState(http, route.Repository, session, HttpStatusCode.Accepted);
            UploadSessions.Leave(session);
        }
        else
        {
            await FinishAsync(http, route, session, whole);
        }
    }

    /// <summary>GET, PATCH, PUT and DELETE of a session.</summary>
    internal async Task InvokeAsync(HttpContext http, Route route)
    {
        string method = http.Request.Method;
        UploadSession session = await sessions.EnterAsync(
            route.Repository, route.Reference, http.RequestAborted);
        if (HttpMethods.IsPut(method))
            await FinishAsync(http, route, session, null);
        else if (HttpMethods.IsPatch(method))
            await AppendAsync(http, route, session);
        else if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            Show(http, route, session);
        else if (HttpMethods.IsDelete(method))
            Cancel(http, session);
        else
        {
            UploadSessions.Leave(session);
            throw Answers.NotAllowed(http);
        }
    }

    private static void Show(HttpContext http, Route route, UploadSession session)
    {
        WriteState(http, route.Repository, session, HttpStatusCode.NoContent);
        UploadSessions.Leave(session);
    }

    private void Cancel(HttpContext http, UploadSession session)
    {
        session.Writer.Discard();
        sessions.Close(session);
        Answers.WriteEmpty(http, HttpStatusCode.NoContent);
    }

    // A client that hangs up in the middle leaves what arrived; GET tells it where to go on.
    private static async Task AppendAsync(HttpContext http, Route route, UploadSession session)
    {
        try
        {
            if (await TryReceiveAsync(http, route, session))
                WriteState(http, route.Repository, session, HttpStatusCode.Accepted);
        }
        finally
        {
            UploadSessions.Leave(session);
        }
    }

    private async Task FinishAsync(
        HttpContext http, Route route, UploadSession session, Digest? known)
    {
        bool isOver = false;
        try
        {
            Digest digest = known
                ?? Answers.ParseDigest(Answers.Query(http, "digest") ?? "");
            if (!await TryReceiveAsync(http, route, session))
                return;
            isOver = true;
            repositories.CommitBlob(route.Repository, session.Writer, digest);
            WriteBlobCreated(http, route.Repository, digest);
        }
        catch (DigestMismatchException e)
        {
            throw new ProtocolException(ErrorCode.DigestInvalid, e.Message);
        }
        finally
        {
            if (known is not null && !isOver)
                session.Writer.Discard(); // its POST never told the client where it is
            if (known is not null || isOver)
                sessions.Close(session);
            else
                UploadSessions.Leave(session);
        }
    }

    private static void WriteBlobCreated(HttpContext http, string repository, Digest digest) =>
        Answers.WriteCreated(http, $"/v2/{repository}/blobs/{digest}", digest);

    // Relative: a proxy in between may have another scheme and another name.
    private static void WriteState(
        HttpContext http, string repository, UploadSession session, HttpStatusCode status)
    {
        long last = Math.Max(0, session.Writer.Position - 1);
        http.Response.Headers.Location = $"/v2/{repository}/blobs/uploads/{session.Id}";
        http.Response.Headers.Range = $"0-{last}";
        http.Response.Headers["OCI-Chunk-Min-Length"] = "1"; // any size will do
        http.Response.Headers["Docker-Upload-UUID"] = session.Id;
        Answers.WriteEmpty(http, status);
    }

    // The algorithm may be announced; it is the digest at the end that decides.
    private static void CheckAlgorithm(HttpContext http)
    {
        if (Answers.Query(http, "digest-algorithm") is { } name and not ("sha256" or "sha512"))
            throw new ProtocolException(ErrorCode.DigestInvalid,
                $"digest algorithm \"{name}\" is not supported: use sha256 or sha512");
    }
}
