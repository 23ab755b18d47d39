namespace MiniDocker.Runtime.Shim;

/// <summary>Bytes on their way to a descriptor that was full. Keeps its memory.</summary>
internal sealed class ByteQueue
{
    private byte[] bytes = new byte[1024];
    private int start;
    private int end;

    internal int Count => end - start;

    internal ReadOnlySpan<byte> Head => bytes.AsSpan(start, Count);

    internal void Append(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Room(more.Length));
        end += more.Length;
    }

    /// <summary>Room behind the last byte; <see cref="Grow"/> says how much of it was used.
    /// </summary>
    internal Span<byte> Room(int count)
    {
        if (bytes.Length - end < count)
        {
            byte[] target = bytes.Length - Count < count
                ? new byte[Math.Max(bytes.Length * 2, Count + count)]
                : bytes;
            bytes.AsSpan(start, Count).CopyTo(target);
            (bytes, start, end) = (target, 0, Count);
        }

        return bytes.AsSpan(end, count);
    }

    internal void Grow(int count) => end += count;

    internal void Drop(int count)
    {
        start += count;
        if (start == end)
        {
            (start, end) = (0, 0);
        }
    }

    internal void Clear() => (start, end) = (0, 0);
}
