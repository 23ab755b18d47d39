using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Spec;

/// <summary>Block I/O weights and throttles.</summary>
public sealed record BlockIOSpec
{
    /// <summary>10 to 1000.</summary>
    public ushort? Weight { get; init; }

    /// <summary>Weight against child cgroups (v1).</summary>
    public ushort? LeafWeight { get; init; }

    /// <summary>Weights by device.</summary>
    public IReadOnlyList<WeightDeviceSpec> WeightDevice { get; init => field = value ?? []; } = [];

    /// <summary>Bytes read a second.</summary>
    public IReadOnlyList<ThrottleDeviceSpec> ThrottleReadBpsDevice
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Bytes written a second.</summary>
    public IReadOnlyList<ThrottleDeviceSpec> ThrottleWriteBpsDevice
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Reads a second.</summary>
    [JsonPropertyName("throttleReadIOPSDevice")]
    public IReadOnlyList<ThrottleDeviceSpec> ThrottleReadIopsDevice
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Writes a second.</summary>
    [JsonPropertyName("throttleWriteIOPSDevice")]
    public IReadOnlyList<ThrottleDeviceSpec> ThrottleWriteIopsDevice
    {
        get;
        init => field = value ?? [];
    } = [];
}
