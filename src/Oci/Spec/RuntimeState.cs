using MiniDocker.Oci.Json;

namespace MiniDocker.Oci.Spec;

/// <summary>
/// What `state` prints (runtime-spec runtime.md, "State"); also given to hooks on stdin.
/// </summary>
public sealed record RuntimeState
{
    /// <summary>Version of the runtime-spec.</summary>
    public string OciVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Container id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>creating, created, running or stopped (runc adds paused).</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>Process id on the host; absent when stopped.</summary>
    public int? Pid { get; init; }

    /// <summary>Absolute path of the bundle.</summary>
    public string Bundle { get; init => field = value ?? ""; } = "";

    /// <summary>Annotations of the config.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Reads the state that a runtime printed.</summary>
    /// <exception cref="OciFormatException">It is no valid JSON of a state.</exception>
    public static RuntimeState Parse(ReadOnlySpan<byte> json) => JsonDocuments.Parse(
        json, RuntimeJson.Default.RuntimeState, "state", OciLimits.RuntimeSpecBytesMax);

    /// <summary>The JSON of this state.</summary>
    public byte[] ToJson() => JsonDocuments.Write(this, RuntimeJson.Default.RuntimeState);
}
