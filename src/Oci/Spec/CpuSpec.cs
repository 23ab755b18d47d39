namespace MiniDocker.Oci.Spec;

/// <summary>CPU limits.</summary>
public sealed record CpuSpec
{
    /// <summary>Relative weight, 2 to 262144.</summary>
    public ulong? Shares { get; init; }

    /// <summary>Microseconds of CPU time in a period; -1 is unlimited.</summary>
    public long? Quota { get; init; }

    /// <summary>Microseconds that may be saved up.</summary>
    public ulong? Burst { get; init; }

    /// <summary>Length of a period in microseconds.</summary>
    public ulong? Period { get; init; }

    /// <summary>Microseconds of realtime in a period (v1).</summary>
    public long? RealtimeRuntime { get; init; }

    /// <summary>Length of a realtime period (v1).</summary>
    public ulong? RealtimePeriod { get; init; }

    /// <summary>CPU list.</summary>
    public string? Cpus { get; init; }

    /// <summary>Memory node list.</summary>
    public string? Mems { get; init; }

    /// <summary>1 makes the cgroup SCHED_IDLE.</summary>
    public long? Idle { get; init; }
}
