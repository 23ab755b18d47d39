using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MiniDocker.Oci;

public readonly partial struct Digest : ISpanParsable<Digest>, ISpanFormattable
{
    /// <summary>The longest text form: "sha512:" and 128 digits.</summary>
    public const int TextLengthMax = 135;

    private const int PrefixLength = 7; // "sha256:" and "sha512:" alike

    /// <summary>Parses the text form.</summary>
    /// <exception cref="FormatException">It is not one; the message quotes it.</exception>
    public static Digest Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Digest digest)
            ? digest
            : throw new FormatException($"invalid digest {OciText.Quote(text)}: expected "
                + "\"sha256:\" and 64, or \"sha512:\" and 128, lower-case hexadecimal digits");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    public static Digest Parse(string text) => Parse(text.AsSpan());

    /// <summary>Parses the text form without allocating; upper-case digits are refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Digest digest)
    {
        digest = default;
        Span<byte> ascii = stackalloc byte[TextLengthMax];
        return text.Length <= TextLengthMax
            && Ascii.FromUtf16(text, ascii, out int length) == OperationStatus.Done
            && TryParse(ascii[..length], out digest);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out Digest)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Digest digest)
    {
        digest = default;
        DigestAlgorithm algorithm =
            utf8.StartsWith("sha256:"u8) ? DigestAlgorithm.Sha256
            : utf8.StartsWith("sha512:"u8) ? DigestAlgorithm.Sha512
            : DigestAlgorithm.None;
        int hashLength = HashLength(algorithm);
        if (hashLength == 0 || utf8.Length != PrefixLength + (2 * hashLength))
            return false;

        Span<byte> hash = stackalloc byte[hashLength];
        ReadOnlySpan<byte> digits = utf8[PrefixLength..];
        for (int i = 0; i < hashLength; i++)
        {
            int high = LowerHexValue(digits[2 * i]);
            int low = LowerHexValue(digits[(2 * i) + 1]);
            if ((high | low) < 0)
                return false;
            hash[i] = (byte)((high << 4) | low);
        }
        digest = new Digest(algorithm, hash);
        return true;
    }

    /// <summary>Writes the text form; false when the destination is too short.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        int length = IsEmpty ? 0 : PrefixLength + (2 * Hash.Length);
        charsWritten = 0;
        if (destination.Length < length)
            return false;
        if (length > 0)
        {
            AlgorithmName.CopyTo(destination);
            destination[PrefixLength - 1] = ':';
            Convert.TryToHexStringLower(Hash, destination[PrefixLength..], out _);
        }
        charsWritten = length;
        return true;
    }

    /// <inheritdoc cref="TryFormat(Span{char}, out int)"/>
    public bool TryFormat(Span<byte> utf8, out int bytesWritten)
    {
        Span<char> chars = stackalloc char[TextLengthMax];
        TryFormat(chars, out int length);
        return Ascii.FromUtf16(chars[..length], utf8, out bytesWritten) == OperationStatus.Done;
    }

    /// <summary>The text form; "" for <c>default</c>.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[TextLengthMax];
        TryFormat(text, out int length);
        return new string(text[..length]);
    }

    /// <summary>The first twelve digits: what tables show as an ID.</summary>
    public string ShortHex => IsEmpty ? "" : Convert.ToHexStringLower(Hash[..6]);

    static Digest ISpanParsable<Digest>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        Parse(s);

    static Digest IParsable<Digest>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<Digest>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, out Digest result) =>
        TryParse(s, out result);

    static bool IParsable<Digest>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, out Digest result) =>
        TryParse(s.AsSpan(), out result);

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format,
        IFormatProvider? provider) => TryFormat(destination, out charsWritten);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    private static int LowerHexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
