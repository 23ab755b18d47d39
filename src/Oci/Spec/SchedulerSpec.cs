namespace MiniDocker.Oci.Spec;

/// <summary>Scheduling of a process (man 2 sched_setattr).</summary>
public sealed record SchedulerSpec
{
    /// <summary>
    /// SCHED_OTHER, SCHED_FIFO, SCHED_RR, SCHED_BATCH, SCHED_ISO, SCHED_IDLE or SCHED_DEADLINE.
    /// </summary>
    public string Policy { get; init => field = value ?? ""; } = "";

    /// <summary>Nice value of SCHED_OTHER and SCHED_BATCH.</summary>
    public int Nice { get; init; }

    /// <summary>Static priority of SCHED_FIFO and SCHED_RR.</summary>
    public int Priority { get; init; }

    /// <summary>SCHED_FLAG_ names.</summary>
    public IReadOnlyList<string> Flags { get; init => field = value ?? []; } = [];

    /// <summary>Nanoseconds of SCHED_DEADLINE.</summary>
    public ulong Runtime { get; init; }

    /// <summary>Nanoseconds of SCHED_DEADLINE.</summary>
    public ulong Deadline { get; init; }

    /// <summary>Nanoseconds of SCHED_DEADLINE.</summary>
    public ulong Period { get; init; }
}
