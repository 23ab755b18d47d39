namespace MiniDocker.ImageBuilder.Plan;

/// <summary>The signals that STOPSIGNAL takes: a number, or a name with SIG or without.</summary>
internal static class SignalName
{
    private const int NumberMax = 64;
    private const int RealTimeOffsetMax = 15;

    private static readonly string[] Names =
    [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT",
        "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM",
        "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
        "RTMIN", "RTMAX",
    ];

    internal static bool IsValid(string text)
    {
        if (int.TryParse(text, out int number))
        {
            return number is > 0 and <= NumberMax;
        }

        string name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        bool isRealTime = (name.StartsWith("RTMIN+", StringComparison.Ordinal)
                || name.StartsWith("RTMAX-", StringComparison.Ordinal))
            && int.TryParse(name.AsSpan(6), out int offset)
            && offset is > 0 and <= RealTimeOffsetMax;
        return isRealTime || Names.Contains(name);
    }
}
