using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Spec;

/// <summary>Memory limits in bytes; -1 is unlimited.</summary>
public sealed record MemorySpec
{
    /// <summary>Hard limit.</summary>
    public long? Limit { get; init; }

    /// <summary>Soft limit.</summary>
    public long? Reservation { get; init; }

    /// <summary>Memory and swap together (v1 meaning).</summary>
    public long? Swap { get; init; }

    /// <summary>Kernel memory (v1, obsolete).</summary>
    public long? Kernel { get; init; }

    /// <summary>Kernel TCP buffers (v1).</summary>
    [JsonPropertyName("kernelTCP")]
    public long? KernelTcp { get; init; }

    /// <summary>0 to 100 (v1).</summary>
    public ulong? Swappiness { get; init; }

    /// <summary>Stop tasks instead of killing (v1).</summary>
    [JsonPropertyName("disableOOMKiller")]
    public bool? DisableOomKiller { get; init; }

    /// <summary>Account children (v1).</summary>
    public bool? UseHierarchy { get; init; }

    /// <summary>Refuse a limit below the use at hand.</summary>
    public bool? CheckBeforeUpdate { get; init; }
}
