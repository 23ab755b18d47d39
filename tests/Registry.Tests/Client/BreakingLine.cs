using System.Net;
using System.Net.Sockets;

namespace MiniDocker.Registry.Tests.Client;

/// <summary>
/// Stands between a client and a registry, and cuts every connection after so many bytes in
/// either direction.
/// </summary>
internal sealed class BreakingLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string[] _target;
    private readonly long _bytesBeforeBreak;
    private readonly Task _accepting;

    internal BreakingLine(string target, long bytesBeforeBreak)
    {
        _target = target.Split(':');
        _bytesBeforeBreak = bytesBeforeBreak;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal string Domain => _listener.LocalEndpoint.ToString()!;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(_target[0], int.Parse(_target[1]), _stop.Token);
            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream()),
                CopyAsync(server.GetStream(), client.GetStream()));
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        long left = _bytesBeforeBreak;
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, _stop.Token)) > 0 && left > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
                left -= count;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The other side hung up first: the same end.
        }
    }
}
