namespace MiniDocker.Oci.Spec;

/// <summary>Block I/O rate of a device.</summary>
public sealed record ThrottleDeviceSpec
{
    /// <summary>Major number.</summary>
    public long Major { get; init; }

    /// <summary>Minor number.</summary>
    public long Minor { get; init; }

    /// <summary>Bytes or operations a second.</summary>
    public ulong Rate { get; init; }
}
