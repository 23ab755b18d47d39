using System.Diagnostics;

namespace MiniDocker.Storage.Compression;

/// <summary>
/// A decoding table for one deflate alphabet (RFC 1951, 3.2.2): indexed by the next bits of the
/// stream, with a second level for the long codes.
/// </summary>
/// <remarks>
/// An entry holds, from its low end: 8 bits of code length to consume, 5 bits of extra-bit count
/// (or second-level index width), three flags, and 16 bits of value (literal, base of a length or
/// distance, or where the second level starts). 0 marks bits that are no code.
/// </remarks>
internal sealed class HuffmanTable(int primaryBits, int capacity)
{
    internal const uint EndOfBlock = 1 << 13, SecondLevel = 1 << 14, Literal = 1 << 15;
    internal const int CodeLengthMax = 15;

    internal uint[] Entries { get; } = new uint[capacity];

    /// <summary>Builds the table from each symbol's code length and entry without length.
    /// </summary>
    /// <exception cref="CompressionException">The lengths describe no prefix code.</exception>
    internal void Build(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> symbols)
    {
        Span<int> counts = stackalloc int[CodeLengthMax + 1];
        counts.Clear();
        foreach (byte length in lengths)
            counts[length]++;
        counts[0] = 0;

        Span<int> next = stackalloc int[CodeLengthMax + 2];
        int code = 0, used = 0, left = 1;
        for (int length = 1; length <= CodeLengthMax; length++)
        {
            code = (code + counts[length - 1]) << 1;
            next[length] = code;
            used += counts[length];
            left = (left << 1) - counts[length];
            if (left < 0)
                throw new CompressionException("deflate: a code has too many symbols");
        }
        // RFC 1951 allows an incomplete code only for a single (or no) distance.
        if (left > 0 && used > 1)
            throw new CompressionException("deflate: a code is incomplete");

        Array.Clear(Entries);
        int free = 1 << primaryBits;
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length != 0)
                Add(Reverse(next[length]++, length), length, symbols[symbol], ref free);
        }
        Debug.Assert(free <= Entries.Length, "second levels fit the table");
    }

    private void Add(int reversed, int length, uint entry, ref int free)
    {
        uint[] entries = Entries;
        if (length <= primaryBits)
        {
            for (int i = reversed; i < 1 << primaryBits; i += 1 << length)
                entries[i] = entry | (uint)length;
            return;
        }
        // All second levels are as wide as the longest code needs: simple, and small enough.
        const int Max = CodeLengthMax;
        int primary = reversed & ((1 << primaryBits) - 1);
        int width = Max - primaryBits;
        if (entries[primary] == 0)
        {
            entries[primary] = SecondLevel | ((uint)width << 8) | (uint)primaryBits
                | ((uint)free << 16);
            free += 1 << width;
        }
        int start = (int)(entries[primary] >> 16);
        for (int i = reversed >> primaryBits; i < 1 << width; i += 1 << (length - primaryBits))
            entries[start + i] = entry | (uint)(length - primaryBits);
    }

    private static int Reverse(int code, int length)
    {
        uint value = (uint)code;
        uint result = 0;
        for (int i = 0; i < length; i++, value >>= 1)
            result = (result << 1) | (value & 1);
        return (int)result;
    }
}
