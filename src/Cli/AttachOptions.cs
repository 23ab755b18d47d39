using MiniDocker.Runtime.Shim;

namespace MiniDocker.Cli;

/// <summary>Which streams a person sees and how they leave.</summary>
internal sealed record AttachOptions
{
    /// <summary>The container has a terminal.</summary>
    internal bool IsTty { get; init; }

    /// <summary>It reads our stdin.</summary>
    internal bool Stdin { get; init; }

    /// <summary>We show its stdout.</summary>
    internal bool Stdout { get; init; } = true;

    /// <summary>We show its stderr.</summary>
    internal bool Stderr { get; init; } = true;

    /// <summary>The bytes that detach.</summary>
    internal byte[] DetachKeys { get; init; } = [];

    /// <summary>The streams as the shim takes them.</summary>
    internal AttachStreams Streams =>
        (Stdin ? AttachStreams.Stdin : 0)
        | (Stdout ? AttachStreams.Stdout : 0)
        | (Stderr ? AttachStreams.Stderr : 0);
}
