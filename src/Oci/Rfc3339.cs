using System.Globalization;

namespace MiniDocker.Oci;

/// <summary>Times as OCI documents write them (RFC 3339, up to nanoseconds).</summary>
public static class Rfc3339
{
    private const int FractionDigitsMax = 7; // DateTimeOffset counts in 100 ns

    /// <summary>Reads a time; null when there is none or it is not one.</summary>
    public static DateTimeOffset? TryParse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            int end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (end - dot - 1 > FractionDigitsMax)
                text = string.Concat(text.AsSpan(0, dot + 1 + FractionDigitsMax), text.AsSpan(end));
        }
        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time) ? time : null;
    }

    /// <summary>Writes a time in UTC as Go does: no trailing zeros in the fraction.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToUniversalTime().ToString(
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
