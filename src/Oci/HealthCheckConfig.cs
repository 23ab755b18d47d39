using System.Text.Json.Serialization;

namespace MiniDocker.Oci;

/// <summary>Docker's HEALTHCHECK. Times are nanoseconds; 0 or absent means the default.</summary>
public sealed record HealthCheckConfig
{
    /// <summary>["NONE"], ["CMD", args...] or ["CMD-SHELL", command]; empty inherits.</summary>
    [JsonPropertyName("Test")]
    public IReadOnlyList<string>? Test { get; init; }

    /// <summary>Time between two checks, in nanoseconds.</summary>
    [JsonPropertyName("Interval")]
    public long IntervalNs { get; init; }

    /// <summary>Time one check may take, in nanoseconds.</summary>
    [JsonPropertyName("Timeout")]
    public long TimeoutNs { get; init; }

    /// <summary>Time at the start in which failures do not count, in nanoseconds.</summary>
    [JsonPropertyName("StartPeriod")]
    public long StartPeriodNs { get; init; }

    /// <summary>Time between two checks in the start period, in nanoseconds.</summary>
    [JsonPropertyName("StartInterval")]
    public long StartIntervalNs { get; init; }

    /// <summary>Failures in a row that make a container unhealthy.</summary>
    [JsonPropertyName("Retries")]
    public int Retries { get; init; }
}
