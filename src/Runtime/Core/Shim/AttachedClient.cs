using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.Shim;

/// <summary>One client of the shim: what it wants and what waits for it.</summary>
internal sealed class AttachedClient(SafeFileHandle socket) : IDisposable
{
    private readonly ByteQueue received = new();
    private readonly ByteQueue waiting = new();

    internal SafeFileHandle Socket => socket;

    internal AttachStreams Streams { get; set; }

    /// <summary>Closed once everything that waits was sent.</summary>
    internal bool IsLeaving { get; set; }

    internal bool IsGone { get; private set; }

    internal bool HasWaiting => waiting.Count > 0;

    /// <summary>Whether so much waits that no more output is taken from the container.</summary>
    internal bool IsBehind => waiting.Count >= ShimLimits.ClientBacklogBytesMax;

    /// <summary>Where it is in the current wait, or -1.</summary>
    internal int PollIndex { get; set; } = -1;

    /// <summary>Sends a frame now as far as the socket takes it, and the rest later.</summary>
    internal void Send(ShimFrameType type, ReadOnlySpan<byte> payload)
    {
        ShimFrame.Append(waiting, type, payload);
        SendWaiting();
    }

    internal void SendWaiting()
    {
        try
        {
            while (waiting.Count > 0 && !IsGone)
            {
                int count = Descriptors.Write(socket, waiting.Head);
                if (count == Descriptors.WouldBlock)
                {
                    return;
                }

                waiting.Drop(count);
            }

            IsGone |= IsLeaving;
        }
        catch (LinuxException)
        {
            IsGone = true;
        }
    }

    /// <summary>Receives what has come.</summary>
    internal void Receive()
    {
        try
        {
            int count = Descriptors.Read(socket, received.Room(4096));
            if (count > 0)
            {
                received.Grow(count);
            }

            IsGone |= count == 0;
        }
        catch (LinuxException)
        {
            IsGone = true;
        }
    }

    internal bool TryTake(out ShimFrameType type, out ReadOnlySpan<byte> payload)
    {
        try
        {
            return ShimFrame.TryTake(received, out type, out payload);
        }
        catch (InvalidDataException)
        {
            // It does not speak this protocol: nothing it says can be trusted any more.
            IsGone = true;
            type = default;
            payload = default;
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
