namespace MiniDocker.Storage.Compression;

/// <summary>The alphabets of deflate: RFC 1951, 3.2.5 to 3.2.7.</summary>
internal static class DeflateTables
{
    internal const int LiteralBits = 11, DistanceBits = 9, CodeLengthBits = 7;

    // Codes longer than the first level share prefixes: at most 286 (or 30) second levels, but
    // a complete code over 15 bits needs far fewer; one per symbol is the safe bound.
    internal const int LiteralCapacity = (1 << LiteralBits) + (288 << (15 - LiteralBits));
    internal const int DistanceCapacity = (1 << DistanceBits) + (32 << (15 - DistanceBits));
    internal const int CodeLengthCapacity = 1 << CodeLengthBits;

    internal static ReadOnlySpan<byte> CodeLengthOrder =>
        [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    internal static uint[] LiteralSymbols { get; } = MakeLiterals();

    internal static uint[] DistanceSymbols { get; } = MakeDistances();

    internal static uint[] CodeLengthSymbols { get; } = MakePlain(19);

    private static uint[] MakePlain(int count)
    {
        uint[] symbols = new uint[count];
        for (uint i = 0; i < count; i++)
            symbols[i] = HuffmanTable.Literal | (i << 16);
        return symbols;
    }

    private static uint[] MakeLiterals()
    {
        uint[] symbols = new uint[288];
        MakePlain(256).CopyTo(symbols, 0);
        symbols[256] = HuffmanTable.EndOfBlock;
        uint length = 3;
        for (int i = 257; i < 285; i++)
        {
            int extra = Math.Max(0, (i - 261) / 4);
            symbols[i] = (length << 16) | ((uint)extra << 8);
            length += 1u << extra;
        }
        symbols[285] = 258u << 16;
        return symbols;
    }

    private static uint[] MakeDistances()
    {
        uint[] symbols = new uint[32];
        uint distance = 1;
        for (int i = 0; i < 30; i++)
        {
            int extra = Math.Max(0, (i - 2) / 2);
            symbols[i] = (distance << 16) | ((uint)extra << 8);
            distance += 1u << extra;
        }
        return symbols;
    }
}
