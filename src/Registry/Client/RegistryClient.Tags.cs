using System.Text.Json;

namespace MiniDocker.Registry.Client;

/// <content>Lists of tags.</content>
public sealed partial class RegistryClient
{
    /// <summary>Every tag of a repository, in the registry's order.</summary>
    /// <exception cref="RegistryException">There is no such repository.</exception>
    public async Task<IReadOnlyList<string>> ListTagsAsync(
        string repository, CancellationToken cancel = default)
    {
        var tags = new List<string>();
        Uri? page = null;
        do
        {
            (string[] found, Uri? next) = await ReadTagPageAsync(repository, page, cancel)
                .ConfigureAwait(false);
            tags.AddRange(found);
            page = next;
        }
        while (page is not null && tags.Count < ClientLimits.TagsMax);

        return tags;
    }

    private async Task<(string[] Tags, Uri? Next)> ReadTagPageAsync(
        string repository, Uri? page, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await SendAsync(
            () => new HttpRequestMessage(
                HttpMethod.Get, page ?? Url($"v2/{repository}/tags/list")),
            PullScope(repository), cancel).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw await RegistryErrors
                .ReadAsync($"cannot list tags of {Domain}/{repository}", answer, cancel)
                .ConfigureAwait(false);
        byte[] body = await answer.Content
            .ReadLimitedAsync(ClientLimits.TagPageBytesMax, cancel).ConfigureAwait(false);
        try
        {
            TagList? list = JsonSerializer.Deserialize(body, ClientJson.Default.TagList);
            return (list?.Tags ?? [], NextPage(answer));
        }
        catch (JsonException)
        {
            throw new RegistryException(
                $"cannot list tags of {Domain}/{repository}: the answer is no tag list");
        }
    }

    // RFC 8288: Link: </v2/a/tags/list?last=x&n=2>; rel="next"
    private static Uri? NextPage(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Link", out IEnumerable<string>? links))
            return null;
        string link = links.First();
        int start = link.IndexOf('<', StringComparison.Ordinal);
        int end = link.IndexOf('>', StringComparison.Ordinal);
        Uri from = answer.RequestMessage!.RequestUri!;
        return start >= 0 && end > start
            && Uri.TryCreate(from, link[(start + 1)..end], out Uri? next)
            && next.Authority == from.Authority
                ? next
                : null;
    }
}
