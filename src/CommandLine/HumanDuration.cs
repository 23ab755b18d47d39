namespace MiniDocker.CommandLine;

/// <summary>Lengths of time as Docker's tables print them: "5 minutes", "About an hour".</summary>
public static class HumanDuration
{
    private const int HoursInWeek = 24 * 7, HoursInMonth = 24 * 30, HoursInYear = 24 * 365;

    /// <summary>One unit, rounded down; the same borders between units as Docker's.</summary>
    public static string Format(TimeSpan span)
    {
        int seconds = (int)span.TotalSeconds, minutes = (int)span.TotalMinutes;
        int hours = (int)Math.Round(span.TotalHours, MidpointRounding.AwayFromZero);
        return seconds < 1 ? "Less than a second"
            : seconds == 1 ? "1 second"
            : seconds < 60 ? $"{seconds} seconds"
            : minutes == 1 ? "About a minute"
            : minutes < 60 ? $"{minutes} minutes"
            : hours == 1 ? "About an hour"
            : hours < 48 ? $"{hours} hours"
            : hours < HoursInWeek * 2 ? $"{hours / 24} days"
            : hours < HoursInMonth * 2 ? $"{hours / HoursInWeek} weeks"
            : hours < HoursInYear * 2 ? $"{hours / HoursInMonth} months"
            : $"{hours / HoursInYear} years";
    }

    /// <summary>How long ago a time was; "N/A" for one before 1971, which means unknown.</summary>
    public static string Ago(DateTimeOffset? time) =>
        time is not { } known || known.Year <= 1970
            ? "N/A" : Format(DateTimeOffset.UtcNow - known) + " ago";
}
