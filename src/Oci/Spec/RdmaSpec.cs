namespace MiniDocker.Oci.Spec;

/// <summary>RDMA limits of a device.</summary>
public sealed record RdmaSpec
{
    /// <summary>Handles.</summary>
    public uint? HcaHandles { get; init; }

    /// <summary>Objects.</summary>
    public uint? HcaObjects { get; init; }
}
