namespace MiniDocker.Runtime.Shim;

/// <summary>A log file in Docker's json-file format and when it is rotated.</summary>
public sealed record LogConfig
{
    /// <summary>
    /// Absolute path of the current file; older ones are <c>PATH.1</c>, <c>PATH.2</c>...
    /// </summary>
    public required string Path { get; init; }

    /// <summary>Size in bytes at which the file is rotated; negative never rotates.</summary>
    public long MaxSizeBytes { get; init; } = -1;

    /// <summary>How many files are kept, the current one included.</summary>
    public int MaxFiles { get; init; } = 1;
}
