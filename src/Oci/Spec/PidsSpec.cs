namespace MiniDocker.Oci.Spec;

/// <summary>Limit of tasks.</summary>
public sealed record PidsSpec
{
    /// <summary>Most tasks; -1 is unlimited.</summary>
    public long? Limit { get; init; }
}
