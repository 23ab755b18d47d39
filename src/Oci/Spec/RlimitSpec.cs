namespace MiniDocker.Oci.Spec;

/// <summary>A resource limit (man 2 getrlimit).</summary>
public sealed record RlimitSpec
{
    /// <summary>Name such as RLIMIT_NOFILE.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Ceiling for the soft limit.</summary>
    public ulong Hard { get; init; }

    /// <summary>The limit that applies.</summary>
    public ulong Soft { get; init; }
}
