namespace MiniDocker.CommandLine;

/// <summary>The command line itself is wrong. Printed with a pointer to the help.</summary>
/// <param name="message">One line, lower-case, without a final stop.</param>
public sealed class UsageException(string message) : Exception(message)
{
    /// <summary>How the message ends: a wrong flag points to the help only, a wrong number of
    /// arguments repeats the usage line.</summary>
    internal bool ShowsUsage { get; init; }

    /// <summary>The exit code, or null for the application's code for wrong flags.</summary>
    internal int? ExitCode { get; init; }
}
