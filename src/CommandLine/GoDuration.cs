using System.Text;

namespace MiniDocker.CommandLine;

/// <summary>Lengths of time in the spelling of Docker's flags and JSON: <c>1h2m3.5s</c>.</summary>
public static class GoDuration
{
    /// <summary>Reads a duration: numbers with the units h, m, s, ms, us, ns.</summary>
    /// <exception cref="FormatException">Not a duration.</exception>
    public static TimeSpan Parse(string text)
    {
        if (text == "0")
        {
            return TimeSpan.Zero;
        }
        bool negative = text.StartsWith('-');
        ReadOnlySpan<char> rest = text.AsSpan(negative || text.StartsWith('+') ? 1 : 0);
        if (rest.IsEmpty)
        {
            throw new FormatException($"invalid duration \"{text}\"");
        }
        double seconds = 0;
        while (!rest.IsEmpty)
        {
            int digits = 0;
            while (digits < rest.Length && (char.IsAsciiDigit(rest[digits]) || rest[digits] == '.'))
            {
                digits++;
            }
            int end = digits;
            while (end < rest.Length && !char.IsAsciiDigit(rest[end]) && rest[end] != '.')
            {
                end++;
            }
            if (!double.TryParse(rest[..digits], out double number))
            {
                throw new FormatException($"invalid duration \"{text}\"");
            }
            seconds += number * UnitSeconds(rest[digits..end], text);
            rest = rest[end..];
        }
        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            throw new FormatException($"invalid duration \"{text}\": too long");
        }
        var duration = TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        return negative ? -duration : duration;
    }

    /// <summary>Go's text of a duration: <c>1h0m30s</c>, <c>1.5s</c>, <c>250ms</c>, <c>0s</c>.
    /// </summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }
        StringBuilder text = new(duration < TimeSpan.Zero ? "-" : "");
        TimeSpan size = duration.Duration();
        if (size < TimeSpan.FromSeconds(1))
        {
            return size < TimeSpan.FromMilliseconds(1)
                ? text.Append(size.TotalMicroseconds.ToString("0.###")).Append("µs").ToString()
                : text.Append(size.TotalMilliseconds.ToString("0.######")).Append("ms").ToString();
        }
        long hours = (long)size.TotalHours;
        if (hours > 0)
        {
            text.Append(hours).Append('h');
        }
        if (size.TotalMinutes >= 1)
        {
            text.Append(size.Minutes).Append('m');
        }
        double seconds = size.TotalSeconds - (hours * 3600) - (size.Minutes * 60);
        return text.Append(seconds.ToString("0.#######")).Append('s').ToString();
    }

    private static double UnitSeconds(ReadOnlySpan<char> unit, string text) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "us" or "µs" or "μs" => 1e-6,
        "ns" => 1e-9,
        "" => throw new FormatException($"missing unit in duration \"{text}\""),
        _ => throw new FormatException($"unknown unit \"{unit}\" in duration \"{text}\""),
    };
}
