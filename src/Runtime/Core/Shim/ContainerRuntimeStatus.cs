using System.Text.Json.Serialization;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// The states of Docker's container life cycle, spelled as in <c>docker inspect</c>.
/// </summary>
public enum ContainerRuntimeStatus
{
    /// <summary>Its directory exists; it has never run.</summary>
    [JsonStringEnumMemberName("created")]
    Created,

    /// <summary>Its init runs.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Its processes are frozen.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>It ended, and the shim waits before it starts it again.</summary>
    [JsonStringEnumMemberName("restarting")]
    Restarting,

    /// <summary>It ended.</summary>
    [JsonStringEnumMemberName("exited")]
    Exited,

    /// <summary>It is being removed, or could not be.</summary>
    [JsonStringEnumMemberName("dead")]
    Dead,
}
