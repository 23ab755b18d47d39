using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Debian;

/// <summary>Our registry on a free port of 127.0.0.1, with a root of its own.</summary>
internal sealed class LoopbackRegistry : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;

    internal LoopbackRegistry()
    {
        using (TcpListener probe = new(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }
        _process = Command.Start(new CommandOptions(), Repository.Executable("minidocker-registry"),
            "--root", _directory["registry"], "--listen", Address);
        // Its first line says that it serves.
        Task<string?> line = FirstLineAsync();
        Assert.True(line.Wait(Command.TimeLimit) && line.Result is not null);
    }

    internal string Address { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _directory.Dispose();
    }

    private async Task<string?> FirstLineAsync()
    {
        Task<string?> output = _process.StandardOutput.ReadLineAsync();
        Task<string?> error = _process.StandardError.ReadLineAsync();
        return await await Task.WhenAny(output, error);
    }
}
