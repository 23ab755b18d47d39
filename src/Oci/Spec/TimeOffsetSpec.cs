namespace MiniDocker.Oci.Spec;

/// <summary>Offset of a clock in a time namespace (man 7 time_namespaces).</summary>
public sealed record TimeOffsetSpec
{
    /// <summary>Seconds.</summary>
    public long Secs { get; init; }

    /// <summary>Nanoseconds.</summary>
    public uint Nanosecs { get; init; }
}
