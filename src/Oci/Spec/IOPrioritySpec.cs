namespace MiniDocker.Oci.Spec;

/// <summary>I/O scheduling class and priority (man 2 ioprio_set).</summary>
public sealed record IOPrioritySpec
{
    /// <summary>IOPRIO_CLASS_RT, IOPRIO_CLASS_BE or IOPRIO_CLASS_IDLE.</summary>
    public string Class { get; init => field = value ?? ""; } = "";

    /// <summary>0, the highest, to 7.</summary>
    public int Priority { get; init; }
}
