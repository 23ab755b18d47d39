using System.Buffers.Binary;
using MiniDocker.Linux;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>The end of a run, and what follows it.</summary>
internal sealed partial class ContainerShim
{
    /// <summary>How long clients get to read their last frames.</summary>
    private const int LastWordsMs = 5000;

    private void HandleExit()
    {
        int code = exit!.Value.ShellCode;
        TimeSpan ran = TimeSpan.FromMilliseconds(Environment.TickCount64 - startedTicks);
        FlushLog();
        bool oomKilled = lifecycle.Finish();
        stdio?.Dispose();
        process?.Dispose();
        (stdio, process, exit) = (null, null, null);
        (killAt, drainUntil) = (long.MaxValue, long.MaxValue);

        bool again = !isEndingWithMachine
            && config.Restart.ShouldRestart(code, state.RestartCount, state.StoppedByHand);
        Record(state with
        {
            Status = again ? ContainerRuntimeStatus.Restarting : ContainerRuntimeStatus.Exited,
            Pid = 0,
            PidStartTime = 0,
            ShimPid = again ? state.ShimPid : 0,
            ShimStartTime = again ? state.ShimStartTime : 0,
            FinishedAt = DateTimeOffset.UtcNow,
            ExitCode = code,
            OomKilled = oomKilled,
        });
        if (again)
        {
            AnnounceExit(code);
            restartAt = Environment.TickCount64 + (long)backoff.Next(ran).TotalMilliseconds;
        }
        else
        {
            Conclude(code);
        }
    }

    // Who hears of the end of a container that removes itself finds nothing of it any more.
    private void Conclude(int code)
    {
        if (config.AutoRemove)
        {
            RemoveTraces();
        }

        AnnounceExit(code);
        isEnding = true;
    }

    private void FlushLog()
    {
        try
        {
            log?.Flush();
        }
        catch (IOException e)
        {
            state = state with { Error = $"write {config.Log!.Path}: {e.Message}" };
        }
    }

    private void AnnounceExit(int code)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, code);
        foreach (AttachedClient client in clients)
        {
            client.IsLeaving = true;
            client.Send(ShimFrameType.Exit, payload);
        }
    }

    private void Restart()
    {
        try
        {
            state = state with { RestartCount = state.RestartCount + 1 };
            StartOnce();
        }
        catch (Exception e) when (e is ContainerException or IOException or Oci.OciFormatException)
        {
            RecordFailure(e);
            Conclude(state.ExitCode);
        }
    }

    // Ends a shim whose container is not running.
    private void End()
    {
        Record(state with
        {
            Status = ContainerRuntimeStatus.Exited,
            ShimPid = 0,
            ShimStartTime = 0,
        });
        Conclude(state.ExitCode);
    }

    private void SendLastWords()
    {
        long until = Environment.TickCount64 + LastWordsMs;
        while (!IsPast(until))
        {
            poll.Clear();
            foreach (AttachedClient client in clients)
            {
                client.PollIndex = client is { HasWaiting: true, IsGone: false }
                    ? poll.Add(client.Socket, readable: false, writable: true) : -1;
            }

            if (!poll.Wait(0) && !clients.Exists(static client => client.PollIndex >= 0))
            {
                return;
            }

            poll.Wait((int)Math.Max(0, until - Environment.TickCount64));
            foreach (AttachedClient client in clients)
            {
                if (poll.IsReady(client.PollIndex))
                {
                    client.SendWaiting();
                }
            }
        }
    }

    private void RemoveTraces()
    {
        foreach (string path in config.AutoRemovePaths)
        {
            PathAt.RemoveTree(path);
        }

        PathAt.RemoveTree(directory);
    }
}
