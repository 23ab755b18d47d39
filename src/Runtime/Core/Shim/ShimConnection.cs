using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// One client of a living shim, over its UNIX socket. Orders may be sent from any thread while
/// <see cref="Relay"/> runs on another.
/// </summary>
public sealed class ShimConnection : IDisposable
{
    private readonly SafeFileHandle socket;
    private readonly ByteQueue received = new();
    private readonly Lock sending = new();

    private readonly int shim;

    /// <summary>Takes over a connected socket.</summary>
    /// <param name="socket">The connection; closed with this object.</param>
    /// <param name="shim">A child of this process to wait for when the container ends, or 0.
    /// </param>
    internal ShimConnection(SafeFileHandle socket, int shim = 0)
    {
        this.socket = socket;
        this.shim = shim;
    }

    /// <summary>
    /// Moves bytes between the caller's streams and the container until it ends, the detach keys
    /// are typed, or the shim is gone. Blocks the calling thread. Puts no terminal into raw mode:
    /// that is the caller's.
    /// </summary>
    public RelayResult Relay(RelayOptions options)
    {
        RelayResult result = new StreamRelay(this, options).Run();
        if (result.End == RelayEnd.Exited && shim != 0)
        {
            // It may have something to say to this client still: it is not kept waiting.
            Dispose();
            Children.Wait(shim);
        }

        return result;
    }

    /// <summary>Waits for the container's next end and returns its exit code; null if the shim
    /// was lost.</summary>
    public int? WaitExit()
    {
        RelayResult result = Relay(new RelayOptions());
        return result.End == RelayEnd.Exited ? result.ExitCode : null;
    }

    /// <summary>Sets the size of the container's terminal; without one it does nothing.</summary>
    public void Resize(int rows, int columns)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)rows);
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], (ushort)columns);
        Send(ShimFrameType.Resize, payload);
    }

    /// <summary>Sends a signal to the container's init, without waiting for an answer.</summary>
    public void Signal(int signal) => SendSignal(signal, byHand: false);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    internal SafeFileHandle Socket => socket;

    internal void SendSignal(int signal, bool byHand)
    {
        Span<byte> payload = stackalloc byte[5];
        BinaryPrimitives.WriteInt32BigEndian(payload, signal);
        payload[4] = byHand ? (byte)1 : (byte)0;
        Send(ShimFrameType.Signal, payload);
    }

    /// <summary>Sends a frame; nothing if the shim has gone, which the reading side notices.
    /// </summary>
    internal void Send(ShimFrameType type, ReadOnlySpan<byte> payload)
    {
        byte[] frame = new byte[ShimFrame.HeaderBytes + payload.Length];
        new ShimFrame(type, payload.Length).Write(frame);
        payload.CopyTo(frame.AsSpan(ShimFrame.HeaderBytes));
        try
        {
            lock (sending)
            {
                Descriptors.WriteAll(socket, frame);
            }
        }
        catch (LinuxException e) when (e.Errno is Errno.EPIPE or Errno.ECONNRESET)
        {
            // Its last frames may still be there to be read.
        }
    }

    /// <summary>Receives more frames.</summary>
    /// <returns>False at the end.</returns>
    internal bool Receive()
    {
        int count = Descriptors.Read(
            socket, received.Room(ShimLimits.FramePayloadBytesMax + ShimFrame.HeaderBytes));
        if (count > 0)
        {
            received.Grow(count);
        }

        return count != 0;
    }

    internal bool TryTake(out ShimFrameType type, out ReadOnlySpan<byte> payload) =>
        ShimFrame.TryTake(received, out type, out payload);

    /// <summary>Waits for the answer to an order.</summary>
    /// <exception cref="ContainerException">The shim refused, or was lost.</exception>
    internal void AwaitReply()
    {
        do
        {
            while (TryTake(out ShimFrameType type, out ReadOnlySpan<byte> payload))
            {
                if (type == ShimFrameType.Reply)
                {
                    string failure = Encoding.UTF8.GetString(payload);
                    if (failure.Length > 0)
                    {
                        throw new ContainerException(failure);
                    }

                    return;
                }

                if (type == ShimFrameType.Exit)
                {
                    throw new ContainerException("is not running");
                }
            }
        }
        while (Receive());
        throw new ContainerException("its shim ended before it answered");
    }
}
