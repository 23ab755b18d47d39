using System.Runtime.CompilerServices;

namespace MiniDocker.Storage.Compression;

/// <summary>
/// Decodes a deflate stream (RFC 1951) into a buffer whose last 32 KiB are the window. Measured
/// against System.IO.Compression in benchmarks/Micro; unlike it, it tells truncation from an end.
/// </summary>
internal sealed partial class Inflater(BitReader input)
{
    /// <summary>How far back a match may reach.</summary>
    internal const int WindowBytes = 32 << 10;

    /// <summary>Bytes past the limit of <see cref="Decode"/> that it may write.</summary>
    internal const int SlackBytes = 258 + 32;

    private readonly HuffmanTable _literals =
        new(DeflateTables.LiteralBits, DeflateTables.LiteralCapacity);

    private readonly HuffmanTable _distances =
        new(DeflateTables.DistanceBits, DeflateTables.DistanceCapacity);

    private State _state = State.BlockHeader;
    private bool _isLast;
    private int _storedLeft;

    private enum State
    {
        BlockHeader,
        Stored,
        Codes,
        Done,
    }

    /// <summary>True after the last block.</summary>
    internal bool IsDone => _state == State.Done;

    /// <summary>Gets ready for another stream of the same input.</summary>
    internal void Reset() => _state = State.BlockHeader;

    /// <summary>Decodes until the output reaches a limit or the stream ends.</summary>
    /// <param name="output">Holds the window before <paramref name="at"/>.</param>
    /// <param name="at">Where to write.</param>
    /// <param name="limit">Where to stop; up to <see cref="SlackBytes"/> more are written.</param>
    /// <param name="oldest">The first byte of the output that a match may reach.</param>
    /// <returns>The end of what was written.</returns>
    internal int Decode(byte[] output, int at, int limit, int oldest)
    {
        while (at < limit && _state != State.Done)
        {
            switch (_state)
            {
                case State.BlockHeader:
                    ReadBlockHeader();
                    break;
                case State.Stored:
                    int take = Math.Min(_storedLeft, limit - at);
                    input.ReadBytes(output.AsSpan(at, take));
                    at += take;
                    _storedLeft -= take;
                    if (_storedLeft == 0)
                        EndBlock();
                    break;
                default:
                    at = DecodeCodes(output, at, limit, oldest);
                    break;
            }
        }
        return at;
    }

    private void EndBlock()
    {
        input.CheckEnd();
        _state = _isLast ? State.Done : State.BlockHeader;
        if (_isLast)
            input.Align();
    }

    private int DecodeCodes(byte[] output, int at, int limit, int oldest)
    {
        const uint LiteralMask = (1 << DeflateTables.LiteralBits) - 1;
        const uint DistanceMask = (1 << DeflateTables.DistanceBits) - 1;
        uint[] literals = _literals.Entries, distances = _distances.Entries;
        BitReader bits = input;
        while (at < limit)
        {
            bits.Refill();
            uint entry = literals[(uint)bits.Bits & LiteralMask];
            // Two literals fit before the bits run short: 15 + 15 + 20 of 56.
            for (int i = 0; i < 2 && (entry & HuffmanTable.Literal) != 0; i++)
            {
                bits.Consume((byte)entry);
                output[at++] = (byte)(entry >> 16);
                entry = literals[(uint)bits.Bits & LiteralMask];
            }
            if ((entry & HuffmanTable.SecondLevel) != 0)
                entry = NextLevel(bits, literals, entry);
            bits.Consume((byte)entry);
            if ((entry & HuffmanTable.Literal) != 0)
            {
                output[at++] = (byte)(entry >> 16);
                continue;
            }
            if ((entry & HuffmanTable.EndOfBlock) != 0)
            {
                EndBlock();
                return at;
            }
            int length = Value(bits, entry);
            if (bits.Count < 28)
                bits.Refill();
            uint distanceEntry = distances[(uint)bits.Bits & DistanceMask];
            if ((distanceEntry & HuffmanTable.SecondLevel) != 0)
                distanceEntry = NextLevel(bits, distances, distanceEntry);
            bits.Consume((byte)distanceEntry);
            int distance = Value(bits, distanceEntry);
            if (entry >> 16 == 0 || distanceEntry >> 16 == 0 || distance > at - oldest)
                throw new CompressionException("gzip: a match reaches before the start: damaged");
            CopyMatch(output, at, distance, length);
            at += length;
        }
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NextLevel(BitReader bits, uint[] entries, uint entry)
    {
        bits.Consume((byte)entry);
        int width = (int)(entry >> 8) & 31;
        return entries[(entry >> 16) + ((uint)bits.Bits & ((1u << width) - 1))];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Value(BitReader bits, uint entry)
    {
        int extra = (int)(entry >> 8) & 31;
        int value = (int)(entry >> 16) + ((int)bits.Bits & ((1 << extra) - 1));
        bits.Consume(extra);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyMatch(byte[] output, int at, int distance, int length)
    {
        if (distance >= length)
        {
            output.AsSpan(at - distance, length).CopyTo(output.AsSpan(at, length));
            return;
        }
        // The match overlaps itself: a pattern of `distance` bytes, doubled until it is long.
        Span<byte> target = output.AsSpan(at - distance, distance + length);
        if (distance == 1)
        {
            target[1..].Fill(target[0]);
            return;
        }
        for (int done = distance; done < target.Length;)
        {
            int take = Math.Min(done, target.Length - done);
            target[..take].CopyTo(target[done..]);
            done += take;
        }
    }
}
