using System.Buffers.Binary;
using System.Text;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>What clients say.</summary>
internal sealed partial class ContainerShim
{
    private bool isEndingWithMachine;

    private void ServeClients()
    {
        for (int i = clients.Count - 1; i >= 0; i--)
        {
            AttachedClient client = clients[i];
            if (poll.IsWritable(client.PollIndex))
            {
                client.SendWaiting();
            }

            if (poll.IsReadable(client.PollIndex))
            {
                client.Receive();
                while (client.TryTake(out ShimFrameType type, out ReadOnlySpan<byte> payload))
                {
                    Obey(client, type, payload);
                }
            }

            client.PollIndex = -1;
            if (client.IsGone)
            {
                Leave(client);
                clients.RemoveAt(i);
            }
        }
    }

    private void Leave(AttachedClient client)
    {
        if (config.StdinOnce && client.Streams.HasFlag(AttachStreams.Stdin))
        {
            stdio?.EndInput();
        }

        client.Dispose();
    }

    private void Obey(AttachedClient client, ShimFrameType type, ReadOnlySpan<byte> payload)
    {
        switch (type)
        {
            case ShimFrameType.Stdin:
                stdio?.WriteInput(payload);
                break;
            case ShimFrameType.CloseStdin:
                if (config.StdinOnce)
                {
                    stdio?.EndInput();
                }

                break;
            case ShimFrameType.Subscribe when payload.Length == 1:
                client.Streams = (AttachStreams)payload[0];
                break;
            case ShimFrameType.Resize when payload.Length == 4:
                stdio?.Resize(
                    BinaryPrimitives.ReadUInt16BigEndian(payload),
                    BinaryPrimitives.ReadUInt16BigEndian(payload[2..]));
                break;
            default:
                Reply(client, Order(type, payload));
                break;
        }
    }

    // Orders are answered: with nothing, or with why they cannot be followed.
    private string? Order(ShimFrameType type, ReadOnlySpan<byte> payload)
    {
        try
        {
            switch (type)
            {
                case ShimFrameType.Signal when payload.Length == 5:
                    return SendSignal(
                        BinaryPrimitives.ReadInt32BigEndian(payload), byHand: payload[4] != 0);
                case ShimFrameType.Stop when payload.Length == 8:
                    state = state with { StoppedByHand = true };
                    BeginStop(
                        BinaryPrimitives.ReadInt32BigEndian(payload),
                        BinaryPrimitives.ReadInt32BigEndian(payload[4..]));
                    return null;
                case ShimFrameType.Pause:
                    return SetFrozen(true);
                case ShimFrameType.Resume:
                    return SetFrozen(false);
                case ShimFrameType.Reload:
                    config = ShimConfig.Read(directory);
                    return null;
                default:
                    return $"unknown order {(int)type}";
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ContainerException)
        {
            return e.Message;
        }
    }

    private static void Reply(AttachedClient client, string? failure) => client.Send(
        ShimFrameType.Reply, failure is null ? [] : Encoding.UTF8.GetBytes(failure));

    private string? SendSignal(int signal, bool byHand)
    {
        if (process is null || exit is not null)
        {
            return "is not running";
        }

        if (byHand)
        {
            state = state with { StoppedByHand = true };
        }

        process.TrySignal(signal);
        if (signal == SIGKILL && state.Status == ContainerRuntimeStatus.Paused)
        {
            // A frozen process of v1 dies only once it is thawed.
            SetFrozen(false);
        }

        return null;
    }

    private void BeginStop(int signal, int seconds)
    {
        if (restartAt != long.MaxValue)
        {
            // It waits for its next start: there is nothing to signal.
            restartAt = long.MaxValue;
            End();
            return;
        }

        if (state.Status == ContainerRuntimeStatus.Paused)
        {
            SetFrozen(false);
        }

        process?.TrySignal(signal);
        killAt = seconds < 0 ? long.MaxValue : Environment.TickCount64 + seconds * 1000L;
    }

    private string? SetFrozen(bool frozen)
    {
        bool isFrozen = state.Status == ContainerRuntimeStatus.Paused;
        if (process is null || exit is not null)
        {
            return "is not running";
        }

        if (isFrozen == frozen)
        {
            return frozen ? "is already paused" : "is not paused";
        }

        lifecycle.SetFrozen(frozen);
        Record(state with
        {
            Status = frozen ? ContainerRuntimeStatus.Paused : ContainerRuntimeStatus.Running,
        });
        return null;
    }
}
