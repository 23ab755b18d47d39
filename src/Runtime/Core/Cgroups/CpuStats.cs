namespace MiniDocker.Runtime.Cgroups;

/// <summary>A container's processor time, in nanoseconds.</summary>
public sealed record CpuStats
{
    /// <summary>All of it.</summary>
    public long UsageNanoseconds { get; init; }

    /// <summary>Spent in programs.</summary>
    public long UserNanoseconds { get; init; }

    /// <summary>Spent in the kernel.</summary>
    public long SystemNanoseconds { get; init; }

    /// <summary>Periods of the quota that have passed.</summary>
    public long Periods { get; init; }

    /// <summary>Periods in which the quota ran out.</summary>
    public long ThrottledPeriods { get; init; }

    /// <summary>How long it was held back.</summary>
    public long ThrottledNanoseconds { get; init; }
}
