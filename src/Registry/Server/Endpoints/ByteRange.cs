namespace MiniDocker.Registry.Server.Endpoints;

/// <summary>
/// What a Range header asks of a blob (RFC 9110 section 14). Several ranges at once, and units
/// that are no bytes, are answered with the whole, as the RFC allows.
/// </summary>
internal readonly record struct ByteRange(ByteRangeKind Kind, long First, long Length)
{
    private const string Unit = "bytes=";

    internal static ByteRange Parse(string? header, long length)
    {
        var whole = new ByteRange(ByteRangeKind.Whole, 0, length);
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return whole;
        ReadOnlySpan<char> text = header.AsSpan(Unit.Length).Trim();
        int dash = text.IndexOf('-');
        if (dash < 0 || text.Contains(','))
            return whole;
        ReadOnlySpan<char> left = text[..dash], right = text[(dash + 1)..];
        if (left.IsEmpty)
            return TryParse(right, out long suffix) ? Last(suffix, length) : whole;
        if (!TryParse(left, out long first))
            return whole;
        long last = length - 1;
        if (!right.IsEmpty && !TryParse(right, out last))
            return whole;
        return first > last || first >= length
            ? new ByteRange(ByteRangeKind.Unsatisfiable, 0, 0)
            : new ByteRange(
                ByteRangeKind.Part, first, Math.Min(last, length - 1) - first + 1);
    }

    private static ByteRange Last(long count, long length) =>
        count == 0 || length == 0
            ? new ByteRange(ByteRangeKind.Unsatisfiable, 0, 0)
            : new ByteRange(
                ByteRangeKind.Part, Math.Max(0, length - count), Math.Min(count, length));

    private static bool TryParse(ReadOnlySpan<char> digits, out long value) =>
        long.TryParse(digits, System.Globalization.NumberStyles.None, null, out value);
}
