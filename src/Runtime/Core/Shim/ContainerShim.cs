using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// The process that outlives the command that started a container: one thread, one poll loop. It
/// owns the container's stdio, its log and its exit status, serves those who attach, and starts
/// it again when its restart policy says so.
/// </summary>
internal sealed partial class ContainerShim : IDisposable
{
    private readonly string directory;
    private readonly IContainerLifecycle lifecycle;
    private readonly List<AttachedClient> clients = [];
    private readonly PollSet poll = new();
    private readonly RestartBackoff backoff = new();
    private readonly byte[] buffer = new byte[ShimLimits.FramePayloadBytesMax];
    private readonly JsonLogFile? log;
    private readonly SafeFileHandle listener;
    private readonly SignalQueue signals = new(SIGCHLD, SIGTERM);

    private ShimConfig config;
    private ContainerRuntimeState state;
    private ContainerStdio? stdio;
    private PidFd? process;
    private ExitStatus? exit;
    private bool isEnding;

    // Moments of Environment.TickCount64; long.MaxValue means never.
    private long startedTicks;
    private long killAt = long.MaxValue;
    private long restartAt = long.MaxValue;
    private long drainUntil = long.MaxValue;

    private const int SIGCHLD = 17, SIGTERM = 15, SIGKILL = 9;

    /// <summary>How long output is awaited from whom a dead container left behind.</summary>
    private const int DrainMs = 1000;

    /// <summary>Reads the configuration and listens; nothing runs yet.</summary>
    internal ContainerShim(string directory, ShimConfig config, IContainerLifecycle lifecycle)
    {
        this.directory = directory;
        this.config = config;
        this.lifecycle = lifecycle;
        ContainerRuntimeState? before = ContainerRuntimeState.TryRead(directory);
        var self = ProcessIdentity.Of(Environment.ProcessId);
        state = (before ?? new ContainerRuntimeState()) with
        {
            ShimPid = self.Pid,
            ShimStartTime = self.StartTime,
            StoppedByHand = false,
            RestartCount = 0,
        };
        log = config.Log is { } file ? new JsonLogFile(file) : null;
        listener = RunDirectory.Enter(config.RunDirectory, () =>
        {
            File.Delete(config.AttachSocket);
            return UnixSocket.Listen(config.AttachSocket);
        });
    }

    /// <summary>Takes over a client that was connected before the start.</summary>
    internal void Adopt(SafeFileHandle socket, AttachStreams streams)
    {
        Descriptors.SetNonBlocking(socket);
        clients.Add(new AttachedClient(socket) { Streams = streams });
    }

    /// <summary>Starts the container for the first time.</summary>
    /// <exception cref="ContainerException">It cannot be started; the state says why.</exception>
    internal int Start()
    {
        try
        {
            StartOnce();
            return state.Pid;
        }
        catch (Exception e) when (e is ContainerException or IOException or Oci.OciFormatException)
        {
            RecordFailure(e);
            throw;
        }
    }

    /// <summary>Serves until the container has ended for good.</summary>
    internal void Serve()
    {
        while (!isEnding)
        {
            Wait();
            HandleSignals();
            AcceptClients();
            MoveOutput();
            ServeClients();
            HandleTimers();
            if (exit is not null && (stdio is not { IsDrained: false } || IsPast(drainUntil)))
            {
                HandleExit();
            }
        }

        SendLastWords();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AttachedClient client in clients)
        {
            client.Dispose();
        }

        RunDirectory.Remove(config.AttachSocket);
        RunDirectory.Leave(config.StateRoot);
        RunDirectory.Leave(config.RunDirectory);
        listener.Dispose();
        signals.Dispose();
        stdio?.Dispose();
        process?.Dispose();
        log?.Dispose();
    }

    private void StartOnce()
    {
        SafeFileHandle[] ends = [];
        ContainerStdio? pipes = config.Terminal
            ? null : ContainerStdio.Pipes(config.OpenStdin, out ends);
        StartedContainer started;
        try
        {
            started = lifecycle.Start(ends);
        }
        catch
        {
            pipes?.Dispose();
            throw;
        }
        finally
        {
            foreach (SafeFileHandle end in ends)
            {
                end.Dispose();
            }
        }

        stdio = pipes ?? ContainerStdio.OfTerminal(started.TerminalMaster
            ?? throw new ContainerException("start the container: it has no terminal"));
        process = started.Process;
        exit = null;
        startedTicks = Environment.TickCount64;
        Record(state with
        {
            Status = ContainerRuntimeStatus.Running,
            Pid = started.Pid,
            PidStartTime = ProcessIdentity.Of(started.Pid).StartTime,
            StartedAt = DateTimeOffset.UtcNow,
            ExitCode = 0,
            OomKilled = false,
            Error = "",
        });
    }

    private void Record(ContainerRuntimeState next)
    {
        state = next;
        state.Write(directory);
    }

    private void RecordFailure(Exception failure) => Record(state with
    {
        Status = state.StartedAt is null
            ? ContainerRuntimeStatus.Created : ContainerRuntimeStatus.Exited,
        Pid = 0,
        PidStartTime = 0,
        ShimPid = 0,
        ShimStartTime = 0,
        ExitCode = StartFailure.ExitCodeOf(failure),
        Error = failure.Message,
    });

    private static bool IsPast(long moment) => Environment.TickCount64 >= moment;
}
