using MiniDocker.Registry.Server.Endpoints;
using MiniDocker.Registry.Server.Repositories;
using MiniDocker.Registry.Server.Uploads;

namespace MiniDocker.Registry.Server;

/// <summary>Leads each request to its endpoint, and each failure to an answer.</summary>
internal sealed class Dispatcher(
    RepositorySet repositories, UploadSessions sessions, bool isComplete, ILogger log)
{
    private const int ENOSPC = 28, EDQUOT = 122;

    private readonly BlobEndpoint _blobs = new(repositories);
    private readonly UploadEndpoint _uploads = new(repositories, sessions);
    private readonly ManifestEndpoint _manifests = new(repositories, isComplete);
    private readonly ListEndpoint _lists = new(repositories);
    private readonly ReferrersEndpoint _referrers = new(repositories);

    internal async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await RouteAsync(http);
        }
        catch (ProtocolException e)
        {
            await FailAsync(http, e.Code, e.Message);
        }
        catch (Exception e) when (IsHangUp(http, e))
        {
            http.Abort(); // nobody is left to answer
        }
        catch (IOException e) when ((e.HResult & 0xffff) is ENOSPC or EDQUOT)
        {
            log.DiskFull(http.Request.Method, http.Request.Path);
            await FailAsync(http, ErrorCode.NoSpace, "the registry's disk is full");
        }
#pragma warning disable CA1031 // one broken request must not end the others
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.RequestFailed(http.Request.Method, http.Request.Path, e);
            await FailAsync(http, ErrorCode.Unknown, "the registry failed; its log says why");
        }
    }

    private Task RouteAsync(HttpContext http)
    {
        http.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        Route route = Route.Parse(http.Request.Path.Value ?? "");
        if (route.Repository.Length > 0 && !RepositoryName.IsValid(route.Repository))
            throw new ProtocolException(ErrorCode.NameInvalid,
                "a repository name is lower-case letters and digits, in parts that are "
                + "separated by \"/\", \".\", \"_\", \"__\" or \"-\"");
        return route.Kind switch
        {
            RouteKind.Base => BaseAsync(http),
            RouteKind.Catalog => _lists.CatalogAsync(http),
            _ when route.Repository.Length == 0 =>
                throw new ProtocolException(ErrorCode.NameUnknown, "no such endpoint"),
            RouteKind.Blob => _blobs.InvokeAsync(http, route),
            RouteKind.Manifest => _manifests.InvokeAsync(http, route),
            RouteKind.Uploads => _uploads.StartAsync(http, route),
            RouteKind.Upload => _uploads.InvokeAsync(http, route),
            RouteKind.Tags => _lists.TagsAsync(http, route),
            RouteKind.Referrers => _referrers.InvokeAsync(http, route),
            _ => throw new ProtocolException(ErrorCode.NameUnknown, "no such endpoint"),
        };
    }

    private static Task BaseAsync(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? Answers.WriteBytesAsync(http, "{}"u8.ToArray(), "application/json")
            : throw Answers.NotAllowed(http);

    // Once bytes are on their way only cutting the line tells the client that they are not all.
    private static Task FailAsync(HttpContext http, ErrorCode code, string message)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        return Answers.WriteErrorAsync(http, code, message);
    }

    private static bool IsHangUp(HttpContext http, Exception e) =>
        http.RequestAborted.IsCancellationRequested
        || e is BadHttpRequestException
        || e is Microsoft.AspNetCore.Connections.ConnectionResetException;
}
