namespace MiniDocker.Oci.Spec;

/// <summary>What to do with some system calls.</summary>
public sealed record SyscallRuleSpec
{
    /// <summary>Calls by name.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>SCMP_ACT_ name.</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    /// <summary>errno of SCMP_ACT_ERRNO, or value of SCMP_ACT_TRACE.</summary>
    public uint? ErrnoRet { get; init; }

    /// <summary>Conditions, all of which must hold.</summary>
    public IReadOnlyList<SyscallArgSpec> Args { get; init => field = value ?? []; } = [];
}
