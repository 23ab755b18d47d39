using System.Net;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Tests.Server;

public sealed class ManifestTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Life_ofAManifest_fromPutToDelete()
    {
        byte[] content = Manifest("life");
        Digest digest = Digest.Compute(content);
        using HttpResponseMessage put = await PutAsync("man/life", "v1", content);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);

        foreach (string reference in (string[])["v1", digest.ToString()])
        {
            string path = $"/v2/man/life/manifests/{reference}";
            using HttpResponseMessage get = await registry.SendAsync(HttpMethod.Get, path);
            Assert.Equal(content, await get.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal(MediaTypes.OciManifest, get.Content.Headers.ContentType!.ToString());
            Assert.Equal(
                digest.ToString(), get.Headers.GetValues("Docker-Content-Digest").Single());
            using HttpResponseMessage head = await registry.SendAsync(HttpMethod.Head, path);
            Assert.Equal(content.Length, head.Content.Headers.ContentLength);
        }

        Assert.Equal(HttpStatusCode.Accepted, await DeleteAsync("man/life", "v1"));
        Assert.Equal(HttpStatusCode.NotFound, await HeadAsync("man/life", "v1"));
        Assert.Equal(HttpStatusCode.OK, await HeadAsync("man/life", digest.ToString()));
        Assert.Equal(HttpStatusCode.Accepted, await DeleteAsync("man/life", digest.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, await HeadAsync("man/life", digest.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync("man/life", digest.ToString()));
    }

    [Fact]
    public async Task Everything_isThereAfterARestart()
    {
        byte[] content = Manifest("restart");
        Digest blob = await registry.PushBlobAsync("man/restart", Bytes.Random(10));
        await PutAsync("man/restart", "v1", content);

        await registry.RestartAsync();

        Assert.Equal(
            content,
            await registry.Http.GetByteArrayAsync("/v2/man/restart/manifests/v1", Cancel));
        Assert.Equal(10, (await registry.Http
            .GetByteArrayAsync($"/v2/man/restart/blobs/{blob}", Cancel)).Length);
    }

    [Fact]
    public async Task Put_bySha512_isFoundByIt()
    {
        byte[] content = Manifest("sha512");
        Digest digest = Bytes.DigestOf(content, DigestAlgorithm.Sha512);

        using HttpResponseMessage put = await PutAsync("man/sha512", digest.ToString(), content);

        Assert.Equal(digest.ToString(), put.Headers.GetValues("Docker-Content-Digest").Single());
        Assert.Equal(
            content, await registry.Http.GetByteArrayAsync(put.Headers.Location, Cancel));
    }

    [Fact]
    public async Task Put_withTagParameters_setsThemAll()
    {
        byte[] content = Manifest("tags");
        Digest digest = Digest.Compute(content);

        using HttpResponseMessage put =
            await PutAsync("man/tags", $"{digest}?tag=one&tag=two", content);

        Assert.Equal(["one", "two"], put.Headers.GetValues("OCI-Tag"));
        Assert.Equal(HttpStatusCode.OK, await HeadAsync("man/tags", "one"));
        Assert.Equal(HttpStatusCode.OK, await HeadAsync("man/tags", "two"));
    }

    [Theory]
    [InlineData("sha256:baddigeststring", "DIGEST_INVALID")]
    [InlineData("-tag", "TAG_INVALID")]
    public async Task Put_underABadReference_is400(string reference, string code)
    {
        using HttpResponseMessage put = await PutAsync("man/bad", reference, Manifest("bad"));

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Contains(code, await put.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Put_ofBytesThatAreNotTheDigest_is400()
    {
        Digest other = Digest.Compute(Manifest("other"));

        using HttpResponseMessage put =
            await PutAsync("man/bad", other.ToString(), Manifest("this"));

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Contains("DIGEST_INVALID", await put.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("", MediaTypes.OciManifest)]
    [InlineData("[]", MediaTypes.OciManifest)]
    [InlineData("{\"schemaVersion\":2", MediaTypes.OciManifest)]
    [InlineData("{\"schemaVersion\":1}", MediaTypes.OciManifest)]
    [InlineData("{\"schemaVersion\":2,\"manifests\":[]}", "text/plain")]
    [InlineData("{\"schemaVersion\":2,\"schemaVersion\":2,\"manifests\":[]}", MediaTypes.OciIndex)]
    [InlineData(
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
        + "\"manifests\":[]}", MediaTypes.DockerManifestList)]
    public async Task Put_ofWhatIsNoManifest_is400(string text, string mediaType)
    {
        using HttpResponseMessage put = await PutAsync(
            "man/invalid", "v1", System.Text.Encoding.UTF8.GetBytes(text), mediaType);

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Contains("MANIFEST_INVALID", await put.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Put_ofALargeManifest_isCreated_andOfATooLargeOne_is413()
    {
        byte[] large = Manifest(new string('A', 3_900_000));
        byte[] tooLarge = Manifest(new string('A', 4_200_000));

        Assert.Equal(
            HttpStatusCode.Created, (await PutAsync("man/large", "v1", large)).StatusCode);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await PutAsync("man/large", "v2", tooLarge)).StatusCode);
        Assert.Equal(
            large, await registry.Http.GetByteArrayAsync("/v2/man/large/manifests/v1", Cancel));
    }

    [Fact]
    public async Task Put_ofASparseManifest_isAccepted_unlessOnlyCompleteOnesAre()
    {
        byte[] sparse = Manifest("sparse");
        Assert.Equal(
            HttpStatusCode.Created, (await PutAsync("man/sparse", "v1", sparse)).StatusCode);

        await registry.RestartAsync(isComplete: true);
        using HttpResponseMessage put = await PutAsync("man/sparse", "v2", Manifest("sparser"));
        string body = await put.Content.ReadAsStringAsync(Cancel);
        await registry.RestartAsync();

        Assert.Equal(HttpStatusCode.NotFound, put.StatusCode);
        Assert.Contains("MANIFEST_BLOB_UNKNOWN", body);
    }

    [Fact]
    public async Task Get_ofATagNeverPushed_is404WithItsCode()
    {
        using HttpResponseMessage get =
            await registry.SendAsync(HttpMethod.Get, "/v2/man/none/manifests/missing-x");

        Assert.Equal(HttpStatusCode.NotFound, get.StatusCode);
        Assert.Contains("MANIFEST_UNKNOWN", await get.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Get_ofWhatTheClientHas_is304()
    {
        byte[] content = Manifest("etag");
        await PutAsync("man/etag", "v1", content);

        using HttpResponseMessage get = await registry.SendAsync(
            HttpMethod.Get, "/v2/man/etag/manifests/v1",
            headers: ("If-None-Match", $"\"{Digest.Compute(content)}\""));

        Assert.Equal(HttpStatusCode.NotModified, get.StatusCode);
    }

    private static byte[] Manifest(string note) => new ImageManifest
    {
        MediaType = MediaTypes.OciManifest,
        Config = Descriptor.Of(MediaTypes.OciEmpty, "{}"u8),
        Layers = [Descriptor.Of(MediaTypes.OciLayerTar, "layer"u8)],
        Annotations = new Dictionary<string, string> { ["note"] = note },
    }.ToJson();

    private Task<HttpResponseMessage> PutAsync(
        string repository, string reference, byte[] content,
        string mediaType = MediaTypes.OciManifest) =>
        registry.SendAsync(
            HttpMethod.Put, $"/v2/{repository}/manifests/{reference}", content, mediaType);

    private async Task<HttpStatusCode> HeadAsync(string repository, string reference)
    {
        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Head, $"/v2/{repository}/manifests/{reference}");
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> DeleteAsync(string repository, string reference)
    {
        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Delete, $"/v2/{repository}/manifests/{reference}");
        return answer.StatusCode;
    }
}
