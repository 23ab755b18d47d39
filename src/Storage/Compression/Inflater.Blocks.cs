namespace MiniDocker.Storage.Compression;

/// <content>Block headers: stored, fixed and dynamic codes.</content>
internal sealed partial class Inflater
{
    private const int Stored = 0, FixedCodes = 1, DynamicCodes = 2;
    private const int RepeatPrevious = 16, RepeatZero = 17, RepeatZeroLong = 18;

    private readonly HuffmanTable _codeLengths =
        new(DeflateTables.CodeLengthBits, DeflateTables.CodeLengthCapacity);

    private void ReadBlockHeader()
    {
        _isLast = input.Take(1) == 1;
        switch (input.Take(2))
        {
            case Stored:
                input.Align();
                int length = input.ReadByte() | (input.ReadByte() << 8);
                int complement = input.ReadByte() | (input.ReadByte() << 8);
                if (length != (complement ^ 0xFFFF))
                    throw new CompressionException("gzip: a stored block has a wrong length");
                _storedLeft = length;
                _state = State.Stored;
                if (length == 0)
                    EndBlock();
                break;
            case FixedCodes:
                BuildFixed();
                _state = State.Codes;
                break;
            case DynamicCodes:
                BuildDynamic();
                _state = State.Codes;
                break;
            default:
                throw new CompressionException("gzip: a block of unknown type: damaged");
        }
    }

    private void BuildFixed()
    {
        Span<byte> lengths = stackalloc byte[288];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        _literals.Build(lengths, DeflateTables.LiteralSymbols);
        lengths[..32].Fill(5);
        _distances.Build(lengths[..32], DeflateTables.DistanceSymbols);
    }

    private void BuildDynamic()
    {
        int literalCount = input.Take(5) + 257;
        int distanceCount = input.Take(5) + 1;
        int codeCount = input.Take(4) + 4;
        if (literalCount > 286 || distanceCount > 30)
            throw new CompressionException("gzip: too many codes in a block: damaged");

        Span<byte> lengths = stackalloc byte[286 + 30];
        lengths.Clear();
        for (int i = 0; i < codeCount; i++)
            lengths[DeflateTables.CodeLengthOrder[i]] = (byte)input.Take(3);
        _codeLengths.Build(lengths[..19], DeflateTables.CodeLengthSymbols);
        lengths.Clear();
        ReadLengths(lengths[..(literalCount + distanceCount)]);
        input.CheckEnd();
        if (lengths[256] == 0)
            throw new CompressionException("gzip: a block has no end code: damaged");
        _literals.Build(lengths[..literalCount], DeflateTables.LiteralSymbols);
        _distances.Build(
            lengths.Slice(literalCount, distanceCount), DeflateTables.DistanceSymbols);
    }

    private void ReadLengths(Span<byte> lengths)
    {
        uint[] entries = _codeLengths.Entries;
        for (int i = 0; i < lengths.Length;)
        {
            input.Refill();
            uint entry = entries[(uint)input.Bits & ((1 << DeflateTables.CodeLengthBits) - 1)];
            if (entry == 0)
                throw new CompressionException("gzip: an unknown code length: damaged");
            input.Consume((byte)entry);
            int symbol = (int)(entry >> 16);
            if (symbol < RepeatPrevious)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }
            int repeat = symbol switch
            {
                RepeatPrevious => input.Take(2) + 3,
                RepeatZero => input.Take(3) + 3,
                _ => input.Take(7) + 11,
            };
            if (repeat > lengths.Length - i || (symbol == RepeatPrevious && i == 0))
                throw new CompressionException("gzip: code lengths overrun: damaged");
            lengths.Slice(i, repeat).Fill(symbol == RepeatPrevious ? lengths[i - 1] : (byte)0);
            i += repeat;
        }
    }
}
