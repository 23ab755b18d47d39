using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// The engine's view of one container's shim: starts it, finds it again, gives it orders, and
/// tells the truth about the container when it was killed.
/// </summary>
/// <param name="containerDirectory">The container directory.</param>
public sealed partial class ShimClient(string containerDirectory)
{
    private const int SIGKILL = 9;

    /// <summary>The container directory.</summary>
    public string ContainerDirectory { get; } = containerDirectory;

    /// <summary>
    /// Spawns a shim in a session of its own and waits until the container's program runs or
    /// could not be started. A failed start leaves no shim and a state of <c>exited</c> or
    /// <c>created</c> with the error in it.
    /// </summary>
    /// <exception cref="IOException">minirun cannot be spawned.</exception>
    public static ShimStart Start(ShimStartRequest request)
    {
        (SafeFileHandle readyRead, SafeFileHandle readyWrite) = Descriptors.Pipe();
        using (readyRead)
        {
            int shim;
            SafeFileHandle? mine = null;
            using (readyWrite)
            {
                shim = SpawnShim(request, readyWrite, out mine);
            }

            ShimReadiness readiness = ReadReadiness(readyRead);
            if (readiness.ExitCode != 0)
            {
                mine?.Dispose();
                Children.Wait(shim);
                return new ShimStart(readiness, null);
            }

            return new ShimStart(readiness, mine is null
                ? null : new ShimConnection(mine, request.EndsWithProgram ? shim : 0));
        }
    }

    /// <summary>Attaches to the living shim; null if there is none.</summary>
    public ShimConnection? TryConnect(AttachStreams streams)
    {
        string path;
        try
        {
            path = ShimConfig.Read(ContainerDirectory).AttachSocket;
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            ShimConnection connection = new(UnixSocket.Connect(path));
            connection.Send(ShimFrameType.Subscribe, [(byte)streams]);
            return connection;
        }
        catch (LinuxException e) when (e.Errno is Errno.ENOENT or Errno.ECONNREFUSED)
        {
            return null;
        }
    }

    /// <summary>Waits until the container ends and returns its exit code; at once if it has.
    /// </summary>
    public int Wait()
    {
        using (ShimConnection? connection = TryConnect(AttachStreams.None))
        {
            if (connection?.WaitExit() is { } code)
            {
                return code;
            }
        }

        return ReadState()?.ExitCode ?? 0;
    }

    /// <summary>
    /// Sends a signal to the container's init. With <paramref name="byHand"/>, an exit that
    /// follows is not restarted (docker kill).
    /// </summary>
    /// <exception cref="ContainerException">The container is not running.</exception>
    public void Kill(int signal, bool byHand)
    {
        using ShimConnection connection = Connect();
        connection.SendSignal(signal, byHand);
        connection.AwaitReply();
    }

    /// <summary>
    /// Asks the container to end: <paramref name="signal"/>, then SIGKILL after
    /// <paramref name="timeoutSeconds"/> (never if negative). Ends a pending restart too. Waits
    /// for the end and returns the exit code; at once if it is not running.
    /// </summary>
    public int Stop(int signal, int timeoutSeconds)
    {
        using (ShimConnection? connection = TryConnect(AttachStreams.None))
        {
            if (connection is not null)
            {
                Span<byte> payload = stackalloc byte[8];
                BinaryPrimitives.WriteInt32BigEndian(payload, signal);
                BinaryPrimitives.WriteInt32BigEndian(payload[4..], timeoutSeconds);
                connection.Send(ShimFrameType.Stop, payload);
                if (connection.WaitExit() is { } code)
                {
                    return code;
                }
            }
        }

        return ReadState()?.ExitCode ?? 0;
    }

    /// <summary>Freezes the container's processes and records it as paused.</summary>
    /// <exception cref="ContainerException">Not running, or paused already.</exception>
    public void Pause() => Order(ShimFrameType.Pause, []);

    /// <summary>Thaws the container's processes.</summary>
    /// <exception cref="ContainerException">Not paused.</exception>
    public void Resume() => Order(ShimFrameType.Resume, []);

    /// <summary>Sets the size of the container's terminal.</summary>
    public void Resize(int rows, int columns)
    {
        using ShimConnection connection = Connect();
        connection.Resize(rows, columns);
    }

    /// <summary>Makes a living shim read shim.json again (docker update --restart).</summary>
    public void Reload()
    {
        using ShimConnection? connection = TryConnect(AttachStreams.None);
        connection?.Send(ShimFrameType.Reload, []);
        connection?.AwaitReply();
    }

    private void Order(ShimFrameType type, ReadOnlySpan<byte> payload)
    {
        using ShimConnection connection = Connect();
        connection.Send(type, payload);
        connection.AwaitReply();
    }

    private ShimConnection Connect() => TryConnect(AttachStreams.None)
        ?? throw new ContainerException("is not running");

    private static int SpawnShim(
        ShimStartRequest request, SafeFileHandle ready, out SafeFileHandle? mine)
    {
        using SafeFileHandle null0 = File.OpenHandle("/dev/null", access: FileAccess.ReadWrite);
        List<SafeHandle> descriptors = [null0, null0, null0, ready];
        List<string> arguments = ["minirun", "shim", "--ready-fd", "3"];
        SafeFileHandle? theirs = null;
        mine = null;
        if (request.Attach is { } streams)
        {
            (mine, theirs) = UnixSocket.Pair();
            descriptors.Add(theirs);
            arguments.AddRange(["--attach-fd", "4", "--attach-streams", $"{(int)streams}"]);
        }

        arguments.Add(request.ContainerDirectory);
        try
        {
            return Spawn.PosixSpawn(new SpawnRequest
            {
                Path = request.MinirunPath,
                Arguments = arguments,
                Descriptors = descriptors,
                NewSession = true,
                BlockSignals = true,
            });
        }
        catch
        {
            mine?.Dispose();
            throw;
        }
        finally
        {
            theirs?.Dispose();
        }
    }

    private static ShimReadiness ReadReadiness(SafeFileHandle pipe)
    {
        ByteQueue line = new();
        int count;
        while ((count = Descriptors.Read(pipe, line.Room(4096))) > 0
            && line.Count < ShimLimits.JsonBytesMax)
        {
            line.Grow(count);
        }

        try
        {
            return JsonSerializer.Deserialize(line.Head, ShimJson.Default.ShimReadiness)!;
        }
        catch (JsonException)
        {
            return new ShimReadiness
            {
                ExitCode = StartFailure.Runtime,
                Error = "start the container: its shim died before it said whether it runs",
            };
        }
    }
}
