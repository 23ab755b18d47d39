using System.Net;
using System.Net.Sockets;
using System.Text;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Tests.Server;

public sealed class UploadTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<DigestAlgorithm, int> Contents => new()
    {
        { DigestAlgorithm.Sha256, 512 }, { DigestAlgorithm.Sha512, 512 },
        { DigestAlgorithm.Sha256, 0 }, { DigestAlgorithm.Sha256, 3_000_000 },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Post_ofTheWhole_isCreated(DigestAlgorithm algorithm, int length)
    {
        byte[] content = Bytes.Random(length);
        Digest digest = Bytes.DigestOf(content, algorithm);

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Post, $"/v2/up/post/blobs/uploads/?digest={digest}", content);

        await AssertCreatedAsync(answer, digest, content);
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Put_ofTheWhole_isCreated(DigestAlgorithm algorithm, int length)
    {
        byte[] content = Bytes.Random(length);
        Digest digest = Bytes.DigestOf(content, algorithm);
        string session = await registry.StartUploadAsync("up/put");

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Put, $"{session}?digest={Uri.EscapeDataString(digest.ToString())}",
            content);

        await AssertCreatedAsync(answer, digest, content);
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Patch_streamedWithoutLength_thenPut_isCreated(
        DigestAlgorithm algorithm, int length)
    {
        byte[] content = Bytes.Random(length);
        Digest digest = Bytes.DigestOf(content, algorithm);
        string session = await registry.StartUploadAsync("up/stream");
        using var request = new HttpRequestMessage(HttpMethod.Patch, session)
        {
            Content = new ByteArrayContent(content),
        };
        request.Headers.TransferEncodingChunked = true;

        using HttpResponseMessage patched = await registry.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, patched.StatusCode);
        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Put, $"{patched.Headers.Location}?digest={digest}", []);

        await AssertCreatedAsync(answer, digest, content);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chunks_inOrder_areCreated_andOutOfOrder_are416(bool lastInPut)
    {
        byte[] content = Bytes.Random(3000);
        Digest digest = Digest.Compute(content);
        string session = await registry.StartUploadAsync("up/chunk");
        for (int start = 0; start < 3000; start += 1000)
        {
            bool isPut = lastInPut && start == 2000;
            HttpMethod method = isPut ? HttpMethod.Put : HttpMethod.Patch;
            string query = isPut ? $"?digest={digest}" : "";
            byte[] chunk = content[start..(start + 1000)];
            int wrong = start == 0 ? 1000 : 0;
            using HttpResponseMessage refused = await registry.SendAsync(
                method, session + query, chunk,
                headers: ("Content-Range", $"{wrong}-{wrong + 999}"));
            Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, refused.StatusCode);
            using HttpResponseMessage state =
                await registry.SendAsync(HttpMethod.Get, session);
            Assert.Equal(HttpStatusCode.NoContent, state.StatusCode);
            Assert.Equal(
                $"0-{Math.Max(0, start - 1)}", state.Headers.GetValues("Range").Single());
            using HttpResponseMessage accepted = await registry.SendAsync(
                method, session + query, chunk,
                headers: ("Content-Range", $"{start}-{start + 999}"));
            Assert.Equal(
                isPut ? HttpStatusCode.Created : HttpStatusCode.Accepted, accepted.StatusCode);
        }

        if (!lastInPut)
            await registry.SendAsync(HttpMethod.Put, $"{session}?digest={digest}", []);
        Assert.Equal(
            content,
            await registry.Http.GetByteArrayAsync($"/v2/up/chunk/blobs/{digest}", Cancel));
    }

    [Fact]
    public async Task Put_ofTheWrongDigest_is400AndEndsTheSession()
    {
        string session = await registry.StartUploadAsync("up/wrong");
        Digest other = Digest.Compute(Bytes.Random(10));

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Put, $"{session}?digest={other}", Bytes.Random(10));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"DIGEST_INVALID\"", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await registry.SendAsync(HttpMethod.Get, session)).StatusCode);
    }

    [Fact]
    public async Task Post_ofTheWrongDigest_is400AndLeavesNothing()
    {
        Digest other = Digest.Compute(Bytes.Random(10));

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Post, $"/v2/up/wrong/blobs/uploads/?digest={other}", Bytes.Random(10));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await registry.SendAsync(HttpMethod.Head, $"/v2/up/wrong/blobs/{other}")).StatusCode);
    }

    [Fact]
    public async Task Put_withoutADigest_is400AndTheSessionLives()
    {
        string session = await registry.StartUploadAsync("up/nodigest");

        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await registry.SendAsync(HttpMethod.Put, session, [])).StatusCode);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await registry.SendAsync(HttpMethod.Get, session)).StatusCode);
    }

    [Fact]
    public async Task Delete_ofASession_forgetsIt()
    {
        string session = await registry.StartUploadAsync("up/cancel");

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await registry.SendAsync(HttpMethod.Delete, session)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await registry.SendAsync(HttpMethod.Get, session)).StatusCode);
    }

    [Fact]
    public async Task Session_ofAnotherRepository_is404()
    {
        string session = await registry.StartUploadAsync("up/mine");

        using HttpResponseMessage answer = await registry.SendAsync(
            HttpMethod.Get, session.Replace("up/mine", "up/yours", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Patch_cutOff_keepsWhatArrived_evenOverARestart()
    {
        byte[] content = Bytes.Random(200_000);
        Digest digest = Digest.Compute(content);
        string session = await registry.StartUploadAsync("up/hangup");
        using (var client = new TcpClient())
        {
            string[] address = registry.Domain.Split(':');
            await client.ConnectAsync(address[0], int.Parse(address[1]), Cancel);
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"PATCH {session} HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n"),
                Cancel);
            await client.GetStream().WriteAsync(content.AsMemory(0, 150_000), Cancel);
            await SomeBytesAsync(session);
        }

        int arrived = await ArrivedAsync(session);
        Assert.InRange(arrived, 1, 150_000);
        await registry.RestartAsync();
        Assert.Equal(arrived, await ArrivedAsync(session));

        using HttpResponseMessage rest = await registry.SendAsync(
            HttpMethod.Put, $"{session}?digest={digest}", content[arrived..],
            headers: ("Content-Range", $"{arrived}-{content.Length - 1}"));
        await AssertCreatedAsync(rest, digest, content);
    }

    [Fact]
    public async Task Push_ofOneBlobByMany_succeedsForAll()
    {
        byte[] content = Bytes.Random(1_000_000);

        await Parallel.ForAsync(
            0, 8, Cancel, async (i, _) => await registry.PushBlobAsync($"up/same{i % 3}", content));

        Assert.DoesNotContain(
            new DirectoryInfo($"{registry.Root}/content/ingest")
                .EnumerateFiles("data", SearchOption.AllDirectories),
            file => file.Length == content.Length);
    }

    private async Task SomeBytesAsync(string session)
    {
        string id = session[(session.LastIndexOf('/') + 1)..];
        var file = new FileInfo($"{registry.Root}/content/ingest/{id}/data");
        for (int tries = 0; tries < 500 && (!file.Exists || file.Length == 0); tries++)
        {
            await Task.Delay(20, Cancel);
            file.Refresh();
        }
    }

    private async Task<int> ArrivedAsync(string session)
    {
        using HttpResponseMessage state = await registry.SendAsync(HttpMethod.Get, session);
        int last = int.Parse(state.Headers.GetValues("Range").Single()[2..]);
        return last == 0 ? 0 : last + 1;
    }

    private async Task AssertCreatedAsync(
        HttpResponseMessage answer, Digest digest, byte[] content)
    {
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(
            digest.ToString(), answer.Headers.GetValues("Docker-Content-Digest").Single());
        Assert.Equal(
            content, await registry.Http.GetByteArrayAsync(answer.Headers.Location, Cancel));
    }
}
