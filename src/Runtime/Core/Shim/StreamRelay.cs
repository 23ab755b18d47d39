using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.Shim;

/// <summary>One attach as the client sees it: its stdin to the shim, the shim's frames to its
/// stdout and stderr.</summary>
internal sealed class StreamRelay(ShimConnection connection, RelayOptions options)
{
    private readonly PollSet poll = new();
    private readonly byte[] input = new byte[ShimLimits.FramePayloadBytesMax];
    private SafeFileHandle? stdin = options.Stdin;
    private int keysTyped;
    private RelayResult? result;

    internal RelayResult Run()
    {
        while (result is null)
        {
            poll.Clear();
            int socketIndex = poll.Add(connection.Socket, readable: true);
            int stdinIndex = stdin is null ? -1 : poll.Add(stdin, readable: true);
            poll.Wait(-1);
            if (poll.IsReadable(socketIndex))
            {
                ReceiveFrames();
            }

            if (result is null && poll.IsReadable(stdinIndex))
            {
                SendInput();
            }
        }

        return result.Value;
    }

    private void ReceiveFrames()
    {
        bool more = connection.Receive();
        while (connection.TryTake(out ShimFrameType type, out ReadOnlySpan<byte> payload))
        {
            switch (type)
            {
                case ShimFrameType.Stdout when options.Stdout is { } stdout:
                    Descriptors.WriteAll(stdout, payload);
                    break;
                case ShimFrameType.Stderr when options.Stderr is { } stderr:
                    Descriptors.WriteAll(stderr, payload);
                    break;
                case ShimFrameType.Exit when payload.Length == 4:
                    result = new RelayResult(
                        RelayEnd.Exited, BinaryPrimitives.ReadInt32BigEndian(payload));
                    return;
                default:
                    break;
            }
        }

        if (!more)
        {
            result ??= new RelayResult(RelayEnd.ShimLost, 0);
        }
    }

    private void SendInput()
    {
        int count = Descriptors.Read(stdin!, input);
        if (count == 0)
        {
            stdin = null;
            connection.Send(ShimFrameType.CloseStdin, []);
        }
        else if (count > 0)
        {
            SendTyped(input.AsSpan(0, count));
        }
    }

    // The first bytes of the detach keys are held back until it is clear what they become.
    private void SendTyped(ReadOnlySpan<byte> typed)
    {
        ReadOnlySpan<byte> keys = options.DetachKeys.Span;
        if (keys.IsEmpty)
        {
            connection.Send(ShimFrameType.Stdin, typed);
            return;
        }

        ByteQueue passed = new();
        foreach (byte key in typed)
        {
            if (key != keys[keysTyped])
            {
                passed.Append(keys[..keysTyped]);
                keysTyped = 0;
            }

            if (key == keys[keysTyped])
            {
                keysTyped++;
            }
            else
            {
                passed.Append([key]);
            }

            if (keysTyped == keys.Length)
            {
                result = new RelayResult(RelayEnd.Detached, 0);
                break;
            }
        }

        SendInPieces(passed.Head);
    }

    private void SendInPieces(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, ShimLimits.FramePayloadBytesMax);
            connection.Send(ShimFrameType.Stdin, bytes[..count]);
            bytes = bytes[count..];
        }
    }
}
