using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Debian;

/// <summary>Ctrl-C, and registries that say nothing or hang up: one line, nothing left.</summary>
public sealed class InterruptedTests : IDisposable
{
    private const string HalfAManifest = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n"
        + "Content-Type: application/vnd.oci.image.manifest.v1+json\r\n\r\n{\"schema";

    private readonly ImageRoot _root;
    private readonly TcpListener _registry = new(IPAddress.Loopback, 0);

    public InterruptedTests()
    {
        Needs.Root();
        _root = new ImageRoot();
        _registry.Start();
    }

    private string Address => $"127.0.0.1:{((IPEndPoint)_registry.LocalEndpoint).Port}";

    public void Dispose()
    {
        _registry.Dispose();
        _root.Dispose();
    }

    [Theory]
    [InlineData("pull")]
    [InlineData("run")]
    public async Task Ctrl_C_while_a_registry_is_silent_ends_at_once(string verb)
    {
        using Process process = _root.Start(verb, $"{Address}/image:1");
        using TcpClient client = await _registry.AcceptTcpClientAsync(
            TestContext.Current.CancellationToken);

        Command.Run("kill", "-INT", $"{process.Id}").MustSucceed();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith("minidocker: interrupted\n", await process.StandardError.ReadToEndAsync(
            TestContext.Current.CancellationToken));
        Assert.Empty(_root.ContentFiles());
    }

    [Fact]
    public void Registry_that_hangs_up_is_named()
    {
        Task answers = AnswerHalfAsync();

        CommandResult result = _root.Run("pull", $"{Address}/image:1");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"minidocker: cannot reach registry {Address}: "
            + "it hung up in the middle of an answer\n", result.Error);
        Assert.Empty(_root.ContentFiles());
        Assert.False(answers.IsFaulted);
    }

    [Fact]
    public void Missing_image_is_looked_for_and_its_failure_exits_with_125()
    {
        _registry.Stop();
        using TcpListener nobody = new(IPAddress.Loopback, 0);
        nobody.Start();
        string name = $"127.0.0.1:{((IPEndPoint)nobody.LocalEndpoint).Port}/image:1";
        nobody.Stop();

        CommandResult result = _root.Run("run", "--rm", name);

        Assert.Equal(125, result.ExitCode);
        Assert.StartsWith($"Unable to find image '{name}' locally\n", result.Error);
        Assert.EndsWith("connection refused\n", result.Error);
        Assert.Empty(_root.ContentFiles());
    }

    private async Task AnswerHalfAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _registry.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[4096]);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(HalfAManifest));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
