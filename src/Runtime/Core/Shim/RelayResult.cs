namespace MiniDocker.Runtime.Shim;

/// <summary>How an attach ended.</summary>
/// <param name="End">Why the relay returned.</param>
/// <param name="ExitCode">The container's exit code if it ended; otherwise 0.</param>
public readonly record struct RelayResult(RelayEnd End, int ExitCode);
