using System.Net;
using System.Text.Json;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Tests.Server;

public sealed class DiscoveryTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tags_areSortedAndPaged()
    {
        foreach (string tag in (string[])["b", "a", "C", "d"])
            await PutAsync("disc/tags", tag, Artifact("x", null, "t"));

        Assert.Equal(["C", "a", "b", "d"], await TagsAsync("/v2/disc/tags/tags/list"));
        Assert.Equal(["b", "d"], await TagsAsync("/v2/disc/tags/tags/list?last=a"));
        Assert.Equal(["b", "d"], await TagsAsync("/v2/disc/tags/tags/list?last=aa"));
        Assert.Empty(await TagsAsync("/v2/disc/tags/tags/list?n=0"));
        using HttpResponseMessage page =
            await registry.SendAsync(HttpMethod.Get, "/v2/disc/tags/tags/list?n=2");
        string link = page.Headers.GetValues("Link").Single();
        Assert.Equal("</v2/disc/tags/tags/list?last=a&n=2>; rel=\"next\"", link);
        using HttpResponseMessage last =
            await registry.SendAsync(HttpMethod.Get, "/v2/disc/tags/tags/list?last=a&n=2");
        Assert.False(last.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Tags_ofNoRepository_are404_andOfNoNumber_400()
    {
        await registry.PushBlobAsync("disc/number", Bytes.Random(5));

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await registry.SendAsync(HttpMethod.Get, "/v2/disc/none/tags/list")).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await registry.SendAsync(HttpMethod.Get, "/v2/disc/number/tags/list?n=x"))
                .StatusCode);
    }

    [Fact]
    public async Task Catalog_listsWhatWasPushed()
    {
        await registry.PushBlobAsync("disc/catalog", Bytes.Random(5));

        Assert.Contains(
            "\"disc/catalog\"", await registry.Http.GetStringAsync("/v2/_catalog", Cancel));
    }

    [Fact]
    public async Task Referrers_ofNothing_areAnEmptyIndex()
    {
        Digest subject = Digest.Compute(Bytes.Random(5));

        using HttpResponseMessage answer =
            await registry.SendAsync(HttpMethod.Get, $"/v2/disc/unknown/referrers/{subject}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(MediaTypes.OciIndex, answer.Content.Headers.ContentType!.ToString());
        Assert.Empty(ImageIndex.Parse(await answer.Content.ReadAsByteArrayAsync(Cancel)).Manifests);
    }

    [Fact]
    public async Task Referrers_showTypeAndAnnotations_andCanBeFiltered()
    {
        Descriptor subject = Descriptor.Of(MediaTypes.OciManifest, Bytes.Random(5));
        byte[] one = Artifact("one", subject, "application/example.one");
        byte[] two = Artifact("two", subject, null);

        using HttpResponseMessage put = await PutAsync("disc/ref", "one", one);
        await PutAsync("disc/ref", Digest.Compute(two).ToString(), two);

        Assert.Equal(
            subject.Digest.ToString(), put.Headers.GetValues("OCI-Subject").Single());
        IReadOnlyList<Descriptor> all =
            await ReferrersAsync($"disc/ref/referrers/{subject.Digest}");
        Assert.Equal(2, all.Count);
        Descriptor first = all.Single(found => found.Digest == Digest.Compute(one));
        Assert.Equal("application/example.one", first.ArtifactType);
        Assert.Equal("one", first.Annotations!["note"]);
        Assert.Equal(one.Length, first.Size);
        Assert.Equal(
            MediaTypes.OciEmpty,
            all.Single(found => found.Digest == Digest.Compute(two)).ArtifactType);

        string filter = $"disc/ref/referrers/{subject.Digest}?artifactType=application/example.one";
        Assert.Equal(first.Digest, Assert.Single(await ReferrersAsync(filter)).Digest);
        using HttpResponseMessage filtered =
            await registry.SendAsync(HttpMethod.Get, $"/v2/{filter}");
        Assert.Equal("artifactType", filtered.Headers.GetValues("OCI-Filters-Applied").Single());

        await registry.SendAsync(
            HttpMethod.Delete, $"/v2/disc/ref/manifests/{Digest.Compute(one)}");
        await registry.RestartAsync();
        Assert.Single(await ReferrersAsync($"disc/ref/referrers/{subject.Digest}"));
    }

    private static byte[] Artifact(string note, Descriptor? subject, string? type) =>
        new ImageManifest
        {
            MediaType = MediaTypes.OciManifest,
            ArtifactType = type,
            Config = Descriptor.Of(MediaTypes.OciEmpty, "{}"u8),
            Layers = [Descriptor.Of(MediaTypes.OciEmpty, "{}"u8)],
            Subject = subject,
            Annotations = new Dictionary<string, string> { ["note"] = note },
        }.ToJson();

    private Task<HttpResponseMessage> PutAsync(
        string repository, string reference, byte[] content) =>
        registry.SendAsync(
            HttpMethod.Put, $"/v2/{repository}/manifests/{reference}", content,
            MediaTypes.OciManifest);

    private async Task<string[]> TagsAsync(string path)
    {
        using JsonDocument document =
            JsonDocument.Parse(await registry.Http.GetByteArrayAsync(path, Cancel));
        return [.. document.RootElement.GetProperty("tags").EnumerateArray()
            .Select(tag => tag.GetString()!)];
    }

    private async Task<IReadOnlyList<Descriptor>> ReferrersAsync(string path) =>
        ImageIndex.Parse(await registry.Http.GetByteArrayAsync($"/v2/{path}", Cancel)).Manifests;
}
