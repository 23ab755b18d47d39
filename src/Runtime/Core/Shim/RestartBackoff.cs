namespace MiniDocker.Runtime.Shim;

/// <summary>
/// Docker's pause before a restart: 100 ms, doubled each time up to a minute, and back to the
/// start once the container has run for ten seconds.
/// </summary>
internal sealed class RestartBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private TimeSpan last;

    /// <summary>How long to wait after a run of this length.</summary>
    internal TimeSpan Next(TimeSpan ran)
    {
        last = last == TimeSpan.Zero || ran >= Settled ? First : last * 2;
        last = last > Longest ? Longest : last;
        return last;
    }
}
