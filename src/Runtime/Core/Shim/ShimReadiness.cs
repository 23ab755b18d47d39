namespace MiniDocker.Runtime.Shim;

/// <summary>
/// The one line of JSON that a shim writes to its readiness pipe: the container runs, or why not.
/// </summary>
public sealed record ShimReadiness
{
    /// <summary>Process id of the container's init on the host; 0 if it did not start.</summary>
    public int Pid { get; init; }

    /// <summary>
    /// 0 if the container runs; otherwise the exit code for the caller: 125 (the runtime failed),
    /// 126 (the program cannot be executed) or 127 (it does not exist).
    /// </summary>
    public int ExitCode { get; init; }

    /// <summary>What failed, as one line for a person; empty if nothing did.</summary>
    public string Error { get; init; } = "";
}
