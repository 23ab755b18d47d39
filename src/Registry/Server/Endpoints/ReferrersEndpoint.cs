using System.Globalization;
using MiniDocker.Oci;
using MiniDocker.Registry.Server.Repositories;

namespace MiniDocker.Registry.Server.Endpoints;

/// <summary>
/// end-12: the manifests that refer to one, which need not exist. An index, in pages if it is
/// larger than any client must accept.
/// </summary>
internal sealed class ReferrersEndpoint(RepositorySet repositories)
{
    internal Task InvokeAsync(HttpContext http, Route route)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            throw Answers.NotAllowed(http);
        Digest subject = Answers.ParseDigest(route.Reference);
        IEnumerable<Descriptor> referrers =
            repositories.Find(route.Repository)?.ReferrersOf(subject) ?? [];
        string? type = Answers.Query(http, "artifactType");
        if (type is not null)
        {
            referrers = referrers.Where(referrer => referrer.ArtifactType == type);
            http.Response.Headers["OCI-Filters-Applied"] = "artifactType";
        }

        List<Descriptor> page = Page(http, route, [.. referrers], type);
        byte[] body = new ImageIndex
        {
            MediaType = MediaTypes.OciIndex,
            Manifests = page,
        }.ToJson();
        return Answers.WriteBytesAsync(http, body, MediaTypes.OciIndex);
    }

    private static List<Descriptor> Page(
        HttpContext http, Route route, Descriptor[] all, string? type)
    {
        List<Descriptor> page = [];
        long bytes = 0;
        for (int i = StartOf(http); i < all.Length; i++)
        {
            bytes += all[i].ToJson().Length;
            if (page.Count > 0 && bytes > ServerLimits.ReferrersBytesMax)
            {
                string filter =
                    type is null ? "" : $"&artifactType={Uri.EscapeDataString(type)}";
                http.Response.Headers.Link =
                    $"</v2/{route.Repository}/referrers/{route.Reference}?skip={i}{filter}>; "
                    + "rel=\"next\"";
                break;
            }

            page.Add(all[i]);
        }

        return page;
    }

    private static int StartOf(HttpContext http) =>
        int.TryParse(Answers.Query(http, "skip"), NumberStyles.None,
            CultureInfo.InvariantCulture, out int skip) ? skip : 0;
}
