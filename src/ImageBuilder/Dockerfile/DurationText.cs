using System.Buffers;
using System.Globalization;

namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>Go's durations: <c>1h2m3.5s</c>, <c>300ms</c>, <c>0</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, double Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9),
    ];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>The nanoseconds, or null for text that is no duration.</summary>
    internal static long? TryParse(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan();
        bool negative = rest.StartsWith('-');
        rest = rest is ['-' or '+', ..] ? rest[1..] : rest;
        if (rest is "0")
        {
            return 0;
        }

        double total = 0;
        if (rest.IsEmpty)
        {
            return null;
        }

        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(
                rest[..digits], NumberStyles.AllowDecimalPoint, null, out double number))
            {
                return null;
            }

            rest = rest[digits..];
            int end = rest.IndexOfAny(Digits);
            string unit = (end < 0 ? rest : rest[..end]).ToString();
            double scale = Units.FirstOrDefault(known => known.Unit == unit).Nanoseconds;
            if (scale == 0)
            {
                return null;
            }

            total += number * scale;
            rest = end < 0 ? [] : rest[end..];
        }

        return total > long.MaxValue / 2 ? null : (long)(negative ? -total : total);
    }
}
