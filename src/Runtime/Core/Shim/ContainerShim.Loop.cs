using MiniDocker.Linux;

namespace MiniDocker.Runtime.Shim;

/// <summary>One turn of the loop: what to wait for, and what to do with what came.</summary>
internal sealed partial class ContainerShim
{
    private int signalIndex;
    private int listenerIndex;
    private int processIndex;

    private void Wait()
    {
        poll.Clear();
        signalIndex = poll.Add(signals.Handle, readable: true);
        listenerIndex = clients.Count < ShimLimits.ClientsMax
            ? poll.Add(listener, readable: true) : -1;
        processIndex = process is not null && exit is null
            ? poll.Add(process, readable: true) : -1;
        stdio?.AddTo(poll, takesOutput: !AnyClientIsBehind());
        bool inputFull = stdio is { IsInputFull: true };
        foreach (AttachedClient client in clients)
        {
            bool listens = !(inputFull && client.Streams.HasFlag(AttachStreams.Stdin));
            client.PollIndex = poll.Add(client.Socket, listens, client.HasWaiting);
        }

        long next = Math.Min(Math.Min(killAt, restartAt), drainUntil);
        poll.Wait(next == long.MaxValue
            ? -1 : (int)Math.Clamp(next - Environment.TickCount64, 0, int.MaxValue));
    }

    // A client that reads slowly slows the container down, as a pipe would: no output is lost.
    private bool AnyClientIsBehind()
    {
        foreach (AttachedClient client in clients)
        {
            if (client.IsBehind)
            {
                return true;
            }
        }

        return false;
    }

    private void HandleSignals()
    {
        if (poll.IsReady(signalIndex))
        {
            while (signals.Take() is > 0 and var signal)
            {
                if (signal == SIGTERM)
                {
                    // The machine goes down: end the container, but not as if by hand, so that
                    // its restart policy starts it again at the next boot.
                    isEndingWithMachine = true;
                    BeginStop(State.SignalNames.Parse(config.StopSignal),
                        config.StopTimeoutSeconds);
                }
            }

            ReapOrphans();
        }

        if (poll.IsReady(processIndex) && exit is null)
        {
            SetExit(Children.TryReap(state.Pid));
        }
    }

    // What a container without a PID namespace leaves behind comes to this process.
    private void ReapOrphans()
    {
        while (Children.TryReapAny(out int pid, out ExitStatus status))
        {
            if (pid == state.Pid)
            {
                SetExit(status);
            }
        }
    }

    private void SetExit(ExitStatus? status)
    {
        if (status is not null && exit is null)
        {
            exit = status;
            drainUntil = Environment.TickCount64 + DrainMs;
        }
    }

    private void AcceptClients()
    {
        if (!poll.IsReady(listenerIndex))
        {
            return;
        }

        while (clients.Count < ShimLimits.ClientsMax
            && UnixSocket.TryAccept(listener) is { } socket)
        {
            clients.Add(new AttachedClient(socket));
        }
    }

    private void MoveOutput()
    {
        if (stdio is null)
        {
            return;
        }

        if (poll.IsReadable(stdio.StdoutIndex))
        {
            MoveOutput(fromStderr: false);
        }

        if (poll.IsReadable(stdio.StderrIndex))
        {
            MoveOutput(fromStderr: true);
        }

        if (poll.IsWritable(stdio.StdinIndex))
        {
            stdio.SendInput();
        }
    }

    private void MoveOutput(bool fromStderr)
    {
        int count = stdio!.Read(fromStderr, buffer);
        if (count == 0)
        {
            return;
        }

        ReadOnlySpan<byte> output = buffer.AsSpan(0, count);
        WriteLog(output, fromStderr);
        AttachStreams stream = fromStderr ? AttachStreams.Stderr : AttachStreams.Stdout;
        ShimFrameType type = fromStderr ? ShimFrameType.Stderr : ShimFrameType.Stdout;
        foreach (AttachedClient client in clients)
        {
            if (client.Streams.HasFlag(stream))
            {
                client.Send(type, output);
            }
        }
    }

    // A full disk costs the container its log, not its life.
    private void WriteLog(ReadOnlySpan<byte> output, bool fromStderr)
    {
        try
        {
            log?.Write(output, fromStderr);
        }
        catch (IOException e)
        {
            state = state with { Error = $"write {config.Log!.Path}: {e.Message}" };
        }
    }

    private void HandleTimers()
    {
        if (IsPast(killAt))
        {
            killAt = long.MaxValue;
            process?.TrySignal(SIGKILL);
        }

        if (IsPast(restartAt))
        {
            restartAt = long.MaxValue;
            Restart();
        }
    }
}
