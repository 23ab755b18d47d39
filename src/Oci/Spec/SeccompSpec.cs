using MiniDocker.Oci.Json;

namespace MiniDocker.Oci.Spec;

/// <summary>System call filter (config-linux.md, "Seccomp").</summary>
public sealed record SeccompSpec
{
    /// <summary>SCMP_ACT_ name for calls without a rule.</summary>
    public string DefaultAction { get; init => field = value ?? ""; } = "";

    /// <summary>errno of the default action.</summary>
    public uint? DefaultErrnoRet { get; init; }

    /// <summary>SCMP_ARCH_ names.</summary>
    public IReadOnlyList<string> Architectures { get; init => field = value ?? []; } = [];

    /// <summary>SECCOMP_FILTER_FLAG_ names.</summary>
    public IReadOnlyList<string> Flags { get; init => field = value ?? []; } = [];

    /// <summary>Socket that gets the notification fd.</summary>
    public string? ListenerPath { get; init; }

    /// <summary>Opaque text for the listener.</summary>
    public string? ListenerMetadata { get; init; }

    /// <summary>Rules.</summary>
    public IReadOnlyList<SyscallRuleSpec> Syscalls { get; init => field = value ?? []; } = [];

    /// <summary>Reads a seccomp profile in the form of a runtime config.</summary>
    /// <exception cref="OciFormatException">It is no valid JSON of a profile.</exception>
    public static SeccompSpec Parse(ReadOnlySpan<byte> json) => JsonDocuments.Parse(
        json, RuntimeJson.Default.SeccompSpec, "seccomp profile", OciLimits.RuntimeSpecBytesMax);
}
