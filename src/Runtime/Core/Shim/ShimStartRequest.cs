namespace MiniDocker.Runtime.Shim;

/// <summary>What it takes to start a container under a shim.</summary>
public sealed record ShimStartRequest
{
    /// <summary>Path of the minirun executable.</summary>
    public required string MinirunPath { get; init; }

    /// <summary>The container directory: bundle, shim.json, state.</summary>
    public required string ContainerDirectory { get; init; }

    /// <summary>
    /// The streams to connect before the program starts, so that no output is lost; null leaves
    /// the container detached.
    /// </summary>
    public AttachStreams? Attach { get; init; }

    /// <summary>
    /// Whether the shim ends with the program (no restart policy): an attached client then waits
    /// for the shim too, so that nothing of the container is left when the client ends.
    /// </summary>
    public bool EndsWithProgram { get; init; }
}
