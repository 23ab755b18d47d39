namespace MiniDocker.Registry.Server;

/// <summary>
/// What a path asks for. Names have any number of segments, so the LAST keyword in the path
/// decides: <c>/v2/blobs/manifests/x</c> is the manifest x of the repository "blobs".
/// </summary>
internal readonly record struct Route(RouteKind Kind, string Repository, string Reference)
{
    private const string Prefix = "/v2/";

    internal static Route Parse(string path)
    {
        if (path is "/v2" or Prefix)
            return new Route(RouteKind.Base, "", "");
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
            return default;
        ReadOnlySpan<char> rest = path.AsSpan(Prefix.Length);
        if (rest is "_catalog")
            return new Route(RouteKind.Catalog, "", "");
        if (rest.EndsWith("/tags/list", StringComparison.Ordinal))
            return new Route(RouteKind.Tags, rest[..^"/tags/list".Length].ToString(), "");
        if (rest.EndsWith("/blobs/uploads", StringComparison.Ordinal))
            return new Route(RouteKind.Uploads, rest[..^"/blobs/uploads".Length].ToString(), "");
        int slash = rest.LastIndexOf('/');
        if (slash <= 0)
            return default;
        string reference = rest[(slash + 1)..].ToString();
        return Match(rest[..slash], reference);
    }

    private static Route Match(ReadOnlySpan<char> head, string reference)
    {
        foreach ((string keyword, RouteKind kind) in Keywords)
        {
            if (!head.EndsWith(keyword, StringComparison.Ordinal))
                continue;
            string repository = head[..^keyword.Length].ToString();
            return kind == RouteKind.Upload && reference.Length == 0
                ? new Route(RouteKind.Uploads, repository, "")
                : new Route(kind, repository, reference);
        }

        return default;
    }

    private static readonly (string Keyword, RouteKind Kind)[] Keywords =
    [
        ("/blobs/uploads", RouteKind.Upload),
        ("/manifests", RouteKind.Manifest),
        ("/blobs", RouteKind.Blob),
        ("/referrers", RouteKind.Referrers),
    ];
}
