using System.Buffers.Binary;

namespace MiniDocker.Runtime.Shim;

/// <summary>The header of a frame on the attach socket; see <see cref="ShimFrameType"/>.</summary>
internal readonly record struct ShimFrame(ShimFrameType Type, int Length)
{
    internal const int HeaderBytes = 8;

    /// <summary>Writes a header.</summary>
    internal void Write(Span<byte> header)
    {
        header[..4].Clear();
        header[0] = (byte)Type;
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Length);
    }

    /// <summary>Takes one whole frame off the front of what was received.</summary>
    /// <returns>False if it is not complete yet.</returns>
    /// <exception cref="InvalidDataException">It is longer than any frame may be.</exception>
    internal static bool TryTake(
        ByteQueue received, out ShimFrameType type, out ReadOnlySpan<byte> payload)
    {
        type = default;
        payload = default;
        ReadOnlySpan<byte> head = received.Head;
        if (head.Length < HeaderBytes)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32BigEndian(head[4..]);
        if (length is < 0 or > ShimLimits.FramePayloadBytesMax)
        {
            throw new InvalidDataException(
                $"read a frame of {length} bytes from the attach socket: "
                + $"the limit is {ShimLimits.FramePayloadBytesMax}");
        }

        if (head.Length < HeaderBytes + length)
        {
            return false;
        }

        type = (ShimFrameType)head[0];
        payload = head.Slice(HeaderBytes, length);
        received.Drop(HeaderBytes + length);
        return true;
    }

    /// <summary>Appends a frame.</summary>
    internal static void Append(ByteQueue queue, ShimFrameType type, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        new ShimFrame(type, payload.Length).Write(header);
        queue.Append(header);
        queue.Append(payload);
    }
}
