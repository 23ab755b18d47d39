namespace MiniDocker.Oci.Spec;

/// <summary>NUMA memory policy (man 2 set_mempolicy).</summary>
public sealed record MemoryPolicySpec
{
    /// <summary>MPOL_DEFAULT, MPOL_BIND, MPOL_INTERLEAVE, ...</summary>
    public string Mode { get; init => field = value ?? ""; } = "";

    /// <summary>Node list such as "0-3,7".</summary>
    public string? Nodes { get; init; }

    /// <summary>MPOL_F_ names.</summary>
    public IReadOnlyList<string> Flags { get; init => field = value ?? []; } = [];
}
