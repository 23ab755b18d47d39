namespace MiniDocker.CommandLine;

/// <summary>Sizes as Docker's flags take them (<c>64m</c>, powers of 1024) and as its tables
/// print them (<c>77.8MB</c>, powers of 1000; memory in powers of 1024).</summary>
public static class ByteSize
{
    private static readonly string[] DecimalUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    private static readonly string[] BinaryUnits =
        ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Reads a size: a number and an optional unit b, k, m, g, t or p (also <c>kb</c>,
    /// <c>KiB</c>), in powers of 1024.</summary>
    /// <exception cref="FormatException">Not a size.</exception>
    public static long Parse(string text)
    {
        int digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
        {
            digits++;
        }
        if (text == "-1")
        {
            return -1; // "no limit" in every flag that has one
        }
        if (!double.TryParse(text.AsSpan(0, digits), out double number))
        {
            throw new FormatException($"invalid size: '{text}'");
        }
        string unit = text[digits..].TrimStart(' ').ToLowerInvariant();
        int power = unit switch
        {
            "" or "b" => 0,
            "k" or "kb" or "kib" => 1,
            "m" or "mb" or "mib" => 2,
            "g" or "gb" or "gib" => 3,
            "t" or "tb" or "tib" => 4,
            "p" or "pb" or "pib" => 5,
            _ => throw new FormatException($"invalid suffix: '{text[digits..]}'"),
        };
        double bytes = number * Math.Pow(1024, power);
        return bytes < long.MaxValue
            ? (long)bytes
            : throw new FormatException($"invalid size: '{text}' is too large");
    }

    /// <summary>Four significant digits in powers of 1000, as in <c>docker images</c>.</summary>
    /// <param name="bytes">The size.</param>
    /// <param name="digits">Significant digits; three in <c>images</c> and <c>ps -s</c>.</param>
    public static string FormatDecimal(double bytes, int digits = 3) =>
        Format(bytes, 1000, DecimalUnits, digits);

    /// <summary>Four significant digits in powers of 1024, as in <c>docker stats</c>.</summary>
    public static string FormatBinary(double bytes) => Format(bytes, 1024, BinaryUnits, 4);

    private static string Format(double value, double step, string[] units, int digits)
    {
        int unit = 0;
        while (value >= step && unit < units.Length - 1)
        {
            value /= step;
            unit++;
        }
        return Significant(value, digits) + units[unit];
    }

    // C's %.Ng for the range that occurs here: N digits, no trailing zeros, no exponent.
    private static string Significant(double value, int digits)
    {
        int whole = value >= 1 ? (int)Math.Floor(Math.Log10(value)) + 1 : 1;
        return Math.Round(value, Math.Clamp(digits - whole, 0, 15)).ToString("0.######");
    }
}
