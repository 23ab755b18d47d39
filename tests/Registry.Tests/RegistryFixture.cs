using System.Net;
using System.Net.Http.Headers;
using MiniDocker.Oci;
using MiniDocker.Registry.Server;
using MiniDocker.TestKit;

namespace MiniDocker.Registry.Tests;

/// <summary>A registry of its own for each test class, on a free port, over real sockets.</summary>
public sealed class RegistryFixture : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private RegistryServer? _server;

    public HttpClient Http { get; private set; } = new();

    public string Domain => _server!.Address.Authority;

    public string Root => _directory["root"];

    public async ValueTask InitializeAsync()
    {
        _server = await StartAsync(isComplete: false);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = _server.Address,
        };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server!.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>Stops the registry and starts it again on the same root.</summary>
    public async Task RestartAsync(bool isComplete = false)
    {
        Http.Dispose();
        await _server!.DisposeAsync();
        _server = await StartAsync(isComplete);
        Http = new HttpClient { BaseAddress = _server.Address };
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, byte[]? body = null, string? type = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType =
                new MediaTypeHeaderValue(type ?? "application/octet-stream");
        }

        foreach ((string name, string value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Pushes a blob in one POST.</summary>
    public async Task<Digest> PushBlobAsync(string repository, byte[] content)
    {
        Digest digest = Digest.Compute(content);
        using HttpResponseMessage answer = await SendAsync(
            HttpMethod.Post, $"/v2/{repository}/blobs/uploads/?digest={digest}", content);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return digest;
    }

    /// <summary>Opens an upload session and returns its path.</summary>
    public async Task<string> StartUploadAsync(string repository)
    {
        using HttpResponseMessage answer =
            await SendAsync(HttpMethod.Post, $"/v2/{repository}/blobs/uploads/", []);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private Task<RegistryServer> StartAsync(bool isComplete) =>
        RegistryServer.StartAsync(new ServerOptions
        {
            Root = Root,
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            IsComplete = isComplete,
        });
}
