using System.Text.Json.Serialization;
using MiniDocker.Oci.Json;

namespace MiniDocker.Oci.Spec;

/// <summary>Limits of the container's cgroup (config-linux.md, "Control groups").</summary>
public sealed record ResourcesSpec
{
    /// <summary>Device access rules, in order.</summary>
    public IReadOnlyList<DeviceRuleSpec> Devices { get; init => field = value ?? []; } = [];

    /// <summary>Memory.</summary>
    public MemorySpec? Memory { get; init; }

    /// <summary>CPU time and sets.</summary>
    public CpuSpec? Cpu { get; init; }

    /// <summary>Number of tasks.</summary>
    public PidsSpec? Pids { get; init; }

    /// <summary>Block I/O.</summary>
    [JsonPropertyName("blockIO")]
    public BlockIOSpec? BlockIO { get; init; }

    /// <summary>Huge pages.</summary>
    public IReadOnlyList<HugepageLimitSpec> HugepageLimits
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Packet class and priorities (cgroup v1).</summary>
    public NetworkSpec? Network { get; init; }

    /// <summary>RDMA limits by device.</summary>
    public IReadOnlyDictionary<string, RdmaSpec>? Rdma { get; init; }

    /// <summary>cgroup v2 files and what to write to them.</summary>
    public IReadOnlyDictionary<string, string>? Unified { get; init; }

    /// <summary>Reads resources as <c>update --resources</c> takes them.</summary>
    /// <exception cref="OciFormatException">It is no valid JSON of resources.</exception>
    public static ResourcesSpec Parse(ReadOnlySpan<byte> json) => JsonDocuments.Parse(
        json, RuntimeJson.Default.ResourcesSpec, "resources", OciLimits.RuntimeSpecBytesMax);
}
