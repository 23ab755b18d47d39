using System.Globalization;
using MiniDocker.Registry.Server.Repositories;

namespace MiniDocker.Registry.Server.Endpoints;

/// <summary>end-8 and Docker's catalog: sorted names, in pages.</summary>
internal sealed class ListEndpoint(RepositorySet repositories)
{
    internal Task TagsAsync(HttpContext http, Route route)
    {
        Repository repository = repositories.Find(route.Repository)
            ?? throw new ProtocolException(
                ErrorCode.NameUnknown, "repository name not known to registry");
        ArraySegment<string> page =
            Page(http, repository.SortedTags, $"/v2/{route.Repository}/tags/list");
        return Answers.WriteJsonAsync(
            http, new TagListDocument(route.Repository, page),
            ServerJson.Default.TagListDocument);
    }

    internal Task CatalogAsync(HttpContext http) =>
        Answers.WriteJsonAsync(
            http,
            new CatalogDocument(Page(http, repositories.SortedNames, "/v2/_catalog")),
            ServerJson.Default.CatalogDocument);

    // The names after "last", at most n of them, and a Link if there are more.
    private static ArraySegment<string> Page(HttpContext http, string[] sorted, string path)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            throw Answers.NotAllowed(http);
        int count = CountOf(http);
        int start = 0;
        if (Answers.Query(http, "last") is { Length: > 0 } last)
        {
            int found = Array.BinarySearch(sorted, last, StringComparer.Ordinal);
            start = found < 0 ? ~found : found + 1;
        }

        var page = new ArraySegment<string>(
            sorted, start, Math.Min(count, sorted.Length - start));
        if (page.Count > 0 && start + page.Count < sorted.Length)
            http.Response.Headers.Link =
                $"<{path}?last={Uri.EscapeDataString(page[^1])}&n={count}>; rel=\"next\"";
        return page;
    }

    private static int CountOf(HttpContext http)
    {
        if (Answers.Query(http, "n") is not { } text)
            return ServerLimits.PageEntriesMax;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long n)
            ? (int)Math.Min(n, ServerLimits.PageEntriesMax)
            : throw new ProtocolException(ErrorCode.PageInvalid, "n is a number, 0 or more");
    }
}
