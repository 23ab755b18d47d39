using System.Net;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Tests.Server;

public sealed class BlobTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ofTheBase_saysRegistry()
    {
        using HttpResponseMessage answer = await registry.SendAsync(HttpMethod.Get, "/v2/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            "registry/2.0", answer.Headers.GetValues("Docker-Distribution-Api-Version").Single());
    }

    [Fact]
    public async Task Get_ofABlobNeverPushed_is404WithItsCode()
    {
        Digest digest = Digest.Compute(Bytes.Random(20));

        using HttpResponseMessage answer =
            await registry.SendAsync(HttpMethod.Get, $"/v2/none/blobs/{digest}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("\"BLOB_UNKNOWN\"", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Life_ofABlob_fromPushToDelete()
    {
        byte[] content = Bytes.Random(512);
        Digest digest = await registry.PushBlobAsync("blob/life", content);
        string path = $"/v2/blob/life/blobs/{digest}";

        using HttpResponseMessage head = await registry.SendAsync(HttpMethod.Head, path);
        Assert.Equal(512, head.Content.Headers.ContentLength);
        Assert.Equal(digest.ToString(), head.Headers.GetValues("Docker-Content-Digest").Single());
        Assert.Equal(content, await registry.Http.GetByteArrayAsync(path, Cancel));
        Assert.Equal(
            HttpStatusCode.Accepted,
            (await registry.SendAsync(HttpMethod.Delete, path)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await registry.SendAsync(HttpMethod.Head, path)).StatusCode);
        Assert.False(
            File.Exists($"{registry.Root}/content/blobs/sha256/{digest.Hex}"),
            "the last repository let go of it");
    }

    [Theory]
    [InlineData("bytes=500-1499", 500, 1000)]
    [InlineData("bytes=500-", 500, 1548)]
    [InlineData("bytes=-500", 1548, 500)]
    [InlineData("bytes=2000-5000", 2000, 48)]
    [InlineData("bytes=0-0", 0, 1)]
    public async Task Get_ofARange_sendsExactlyIt(string range, int first, int length)
    {
        byte[] content = Bytes.Random(2048);
        Digest digest = await registry.PushBlobAsync("blob/range", content);

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Get, $"/v2/blob/range/blobs/{digest}", headers: ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(
            $"bytes {first}-{first + length - 1}/2048",
            answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal(
            content[first..(first + length)], await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("bytes=500-0")]
    [InlineData("bytes=5000-10000")]
    [InlineData("bytes=-0")]
    public async Task Get_ofAnImpossibleRange_is416WithItsOwnBody(string range)
    {
        Digest digest = await registry.PushBlobAsync("blob/range", Bytes.Random(2048));

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Get, $"/v2/blob/range/blobs/{digest}", headers: ("Range", range));
        byte[] body = await answer.Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal("bytes */2048", answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal(answer.Content.Headers.ContentLength, body.Length);
    }

    [Fact]
    public async Task Get_ofWhatTheClientHas_is304()
    {
        Digest digest = await registry.PushBlobAsync("blob/etag", Bytes.Random(10));

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Get, $"/v2/blob/etag/blobs/{digest}",
            headers: ("If-None-Match", $"\"{digest}\""));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Theory]
    [InlineData("from=mount/a&")]
    [InlineData("")]
    public async Task Post_ofAMount_needsNoUpload(string from)
    {
        byte[] content = Bytes.Random(64);
        Digest digest = await registry.PushBlobAsync("mount/a", content);
        string target = $"mount/b{from.Length}";

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Post,
            $"/v2/{target}/blobs/uploads/?{from}mount={Uri.EscapeDataString(digest.ToString())}",
            []);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(
            content, await registry.Http.GetByteArrayAsync(answer.Headers.Location, Cancel));
    }

    [Fact]
    public async Task Post_ofAMountOfNothing_fallsBackToAnUpload()
    {
        Digest digest = Digest.Compute(Bytes.Random(64));

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Post, $"/v2/mount/c/blobs/uploads/?mount={digest}&from=mount/none", []);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotNull(answer.Headers.Location);
    }

    [Fact]
    public async Task Delete_inOneRepository_leavesTheBlobOfAnother()
    {
        byte[] content = Bytes.Random(64);
        Digest digest = await registry.PushBlobAsync("share/a", content);
        await registry.PushBlobAsync("share/b", content);

        await registry.SendAsync(HttpMethod.Delete, $"/v2/share/a/blobs/{digest}");

        Assert.Equal(
            content,
            await registry.Http.GetByteArrayAsync($"/v2/share/b/blobs/{digest}", Cancel));
    }

    [Theory]
    [InlineData("Upper/case")]
    [InlineData("a..b")]
    [InlineData("a/-b")]
    [InlineData("a___b")]
    public async Task Post_toAnInvalidName_is400WithItsCode(string name)
    {
        using HttpResponseMessage answer =
            await registry.SendAsync(HttpMethod.Post, $"/v2/{name}/blobs/uploads/", []);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"NAME_INVALID\"", await answer.Content.ReadAsStringAsync(Cancel));
    }
}
