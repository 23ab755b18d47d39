namespace MiniDocker.Runtime.Seccomp;

/// <summary>A seccomp filter ready for the kernel.</summary>
/// <param name="Filter">struct sock_filter after struct sock_filter, eight bytes each.</param>
/// <param name="Flags">SECCOMP_FILTER_FLAG_* of the profile.</param>
/// <param name="ListenerPath">The agent's socket when a rule asks it, or null.</param>
/// <param name="ListenerMetadata">Text for that agent.</param>
public sealed record SeccompProgram(
    ReadOnlyMemory<byte> Filter, uint Flags, string? ListenerPath = null,
    string? ListenerMetadata = null);
