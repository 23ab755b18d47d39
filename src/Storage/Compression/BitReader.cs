using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MiniDocker.Storage.Compression;

/// <summary>
/// Bits of a stream, lowest first. Past the end it supplies zeros and counts them, so that the
/// decoder needs one check for truncation, not one for each symbol.
/// </summary>
internal sealed class BitReader(Stream source)
{
    private const int BufferBytes = 256 << 10;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _position, _end;
    private int _pastEnd;

    /// <summary>The next bits; those above <see cref="Count"/> are not to be trusted.</summary>
    internal ulong Bits;

    /// <summary>How many bits are valid.</summary>
    internal int Count;

    /// <summary>Makes at least 56 bits valid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Refill()
    {
        if (_end - _position < 8)
        {
            RefillSlowly();
            return;
        }
        Bits |= BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(_position, 8)) << Count;
        _position += (63 - Count) >> 3;
        Count |= 56;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Consume(int count)
    {
        Bits >>= count;
        Count -= count;
    }

    /// <summary>Takes up to 16 bits.</summary>
    internal int Take(int count)
    {
        if (Count < count)
            Refill();
        int value = (int)Bits & ((1 << count) - 1);
        Consume(count);
        return value;
    }

    /// <summary>Drops the rest of a byte.</summary>
    internal void Align() => Consume(Count & 7);

    /// <summary>Takes a whole byte, aligned; false at the end of the stream.</summary>
    internal bool TryReadByte(out byte value)
    {
        value = 0;
        if (Count - (8 * _pastEnd) >= 8)
        {
            value = (byte)Bits;
            Consume(8);
            return true;
        }
        (Bits, Count, _pastEnd) = (0, 0, 0);
        if (_position == _end && !Fill())
            return false;
        value = _buffer[_position++];
        return true;
    }

    internal byte ReadByte() => TryReadByte(out byte value) ? value : throw Truncated();

    /// <summary>Copies whole bytes, aligned, from the stream.</summary>
    internal void ReadBytes(Span<byte> destination)
    {
        while (Count - (8 * _pastEnd) >= 8 && !destination.IsEmpty)
        {
            destination[0] = ReadByte();
            destination = destination[1..];
        }
        if (destination.IsEmpty)
            return;
        (Bits, Count) = (0, 0);
        while (!destination.IsEmpty)
        {
            if (_position == _end && !Fill())
                throw Truncated();
            int take = Math.Min(destination.Length, _end - _position);
            _buffer.AsSpan(_position, take).CopyTo(destination);
            destination = destination[take..];
            _position += take;
        }
    }

    /// <summary>Throws if bits from past the end have been consumed.</summary>
    internal void CheckEnd()
    {
        if (Count < 8 * _pastEnd)
            throw Truncated();
    }

    internal static CompressionException Truncated() =>
        new("gzip: the stream ends too early: truncated");

    private void RefillSlowly()
    {
        // What Refill left above Count is the same bytes that are read again here.
        Bits &= Count == 64 ? ulong.MaxValue : (1UL << Count) - 1;
        while (Count < 56)
        {
            if (_position == _end && (_pastEnd > 0 || !Fill()))
            {
                CheckEnd();
                _pastEnd++;
                Count += 8;
                continue;
            }
            Bits |= (ulong)_buffer[_position++] << Count;
            Count += 8;
        }
    }

    private bool Fill()
    {
        (_position, _end) = (0, source.Read(_buffer));
        return _end > 0;
    }
}
