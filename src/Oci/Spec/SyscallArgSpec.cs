namespace MiniDocker.Oci.Spec;

/// <summary>A condition on an argument.</summary>
public sealed record SyscallArgSpec
{
    /// <summary>Which, 0 to 5.</summary>
    public uint Index { get; init; }

    /// <summary>Compared with; the mask of SCMP_CMP_MASKED_EQ.</summary>
    public ulong Value { get; init; }

    /// <summary>Compared with after masking.</summary>
    public ulong ValueTwo { get; init; }

    /// <summary>SCMP_CMP_ name.</summary>
    public string Op { get; init => field = value ?? ""; } = "";
}
