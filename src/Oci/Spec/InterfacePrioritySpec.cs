namespace MiniDocker.Oci.Spec;

/// <summary>Priority of packets on an interface.</summary>
public sealed record InterfacePrioritySpec
{
    /// <summary>Interface.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Priority.</summary>
    public uint Priority { get; init; }
}
