using System.Buffers.Binary;

namespace MiniDocker.Storage.Tar;

/// <summary>Numbers of a header: octal digits, or GNU's base-256 with the top bit set.</summary>
internal static class TarNumber
{
    /// <summary>Reads a field that may be octal, blank, or base-256.</summary>
    internal static long Read(ReadOnlySpan<byte> field, string what)
    {
        if ((field[0] & 0x80) != 0)
            return ReadBase256(field, what);

        int i = 0;
        while (i < field.Length && field[i] is (byte)' ' or 0)
            i++;
        long value = 0;
        for (; i < field.Length && field[i] is not ((byte)' ' or 0); i++)
        {
            if (field[i] is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 3)
                throw new TarException($"header field {what} is not an octal number");
            value = (value << 3) | (uint)(field[i] - '0');
        }
        return value;
    }

    private static long ReadBase256(ReadOnlySpan<byte> field, string what)
    {
        // Two's complement of the whole field but its first bit.
        bool negative = (field[0] & 0x40) != 0;
        byte fill = negative ? (byte)0xFF : (byte)0;
        bool fits = (byte)(field[0] | 0x80) == (byte)(fill | 0x80) || field.Length <= 8;
        for (int i = 1; i < field.Length - 8; i++)
            fits &= field[i] == fill;
        Span<byte> last = stackalloc byte[8];
        last.Fill(fill);
        ReadOnlySpan<byte> tail = field.Length > 8 ? field[^8..] : field;
        tail.CopyTo(last[^tail.Length..]);
        if (field.Length <= 8)
            last[^field.Length] = (byte)(negative ? field[0] : field[0] & 0x7F);
        long value = BinaryPrimitives.ReadInt64BigEndian(last);
        if (!fits || (value < 0) != negative)
            throw new TarException($"header field {what} is too large");
        return value;
    }

    /// <summary>Writes octal digits and a NUL; false if they do not fit.</summary>
    internal static bool TryWriteOctal(Span<byte> field, long value)
    {
        int digits = field.Length - 1;
        if (value < 0 || value >> (3 * digits) != 0)
            return false;
        for (int i = digits - 1; i >= 0; i--, value >>= 3)
            field[i] = (byte)('0' + (value & 7));
        field[digits] = 0;
        return true;
    }

    /// <summary>Reads unsigned decimal digits, all of them.</summary>
    internal static long ReadDecimal(ReadOnlySpan<byte> text, string what)
    {
        if (!System.Buffers.Text.Utf8Parser.TryParse(text, out long value, out int used)
            || used != text.Length || value < 0)
            throw new TarException($"{what} is not a decimal number in range");
        return value;
    }
}
