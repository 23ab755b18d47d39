using System.Globalization;

namespace MiniDocker.Runtime.State;

/// <summary>Signals as people and engines write them. man 7 signal, the numbers of x86 and Arm.
/// </summary>
public static class SignalNames
{
    /// <summary>The largest signal number of Linux (SIGRTMAX).</summary>
    public const int Max = 64;

    private const int RealTimeMin = 34;

    private static readonly string[] Names =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
        "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU",
        "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>
    /// The number of <c>15</c>, <c>TERM</c>, <c>SIGTERM</c>, <c>sigterm</c> or
    /// <c>SIGRTMIN+3</c>.
    /// </summary>
    /// <exception cref="ContainerException">It is none.</exception>
    public static int Parse(string text) => TryParse(text, out int signal)
        ? signal
        : throw new ContainerException(
            $"unknown signal '{text}': use a number from 1 to {Max} or a name such as SIGTERM");

    /// <summary>Like <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string text, out int signal)
    {
        if (text.Length > 0 && char.IsAsciiDigit(text[0]))
        {
            return int.TryParse(text, NumberStyles.None, null, out signal)
                && signal is > 0 and <= Max;
        }

        string name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        signal = name switch
        {
            "" => 0,
            "POLL" => 29,
            "IOT" => 6,
            "CLD" => 17,
            "RTMIN" => RealTimeMin,
            "RTMAX" => Max,
            _ => Array.IndexOf(Names, name),
        };
        if (signal > 0)
        {
            return true;
        }

        return TryParseRealTime(name, out signal);
    }

    private static bool TryParseRealTime(string name, out int signal)
    {
        signal = 0;
        bool fromMin = name.StartsWith("RTMIN+", StringComparison.Ordinal);
        if (!fromMin && !name.StartsWith("RTMAX-", StringComparison.Ordinal))
        {
            return false;
        }

        if (!byte.TryParse(name.AsSpan(6), NumberStyles.None, null, out byte n))
        {
            return false;
        }

        signal = fromMin ? RealTimeMin + n : Max - n;
        return signal is >= RealTimeMin and <= Max;
    }
}
