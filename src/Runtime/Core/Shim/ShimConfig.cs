using System.Text.Json;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// What the shim of one container is told, in <c>shim.json</c> of the container directory: how its
/// stdio is kept, where it logs, and what happens when it exits. Written by the engine before it
/// spawns the shim; the shim reads it once and again after <see cref="ShimClient.Reload"/>.
/// </summary>
public sealed record ShimConfig
{
    /// <summary>The file's name inside the container directory.</summary>
    public const string FileName = "shim.json";

    /// <summary>Version of the format; the shim refuses any other.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The container's id, which is also its id in the run-time state.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// True if the container's stdio is one pseudo-terminal instead of three pipes.
    /// </summary>
    public bool Terminal { get; init; }

    /// <summary>True if stdin is a pipe that clients write to; otherwise it is /dev/null.</summary>
    public bool OpenStdin { get; init; }

    /// <summary>True if stdin closes for good when the first attached client leaves.</summary>
    public bool StdinOnce { get; init; }

    /// <summary>Where output is logged; null keeps no log.</summary>
    public LogConfig? Log { get; init; }

    /// <summary>What to do when the container exits.</summary>
    public RestartPolicy Restart { get; init; } = RestartPolicy.No;

    /// <summary>
    /// Path of the UNIX socket where clients attach and give orders. At most 107 bytes: longer
    /// paths are refused by the kernel, so it lives under /run/minidocker.
    /// </summary>
    public required string AttachSocket { get; init; }

    /// <summary>Where the socket is.</summary>
    internal string RunDirectory => Path.GetDirectoryName(AttachSocket)!;

    /// <summary>The directory of run-time states (minirun's <c>--root</c>).</summary>
    public required string StateRoot { get; init; }

    /// <summary>True if the container directory is removed after the exit.</summary>
    public bool AutoRemove { get; init; }

    /// <summary>
    /// Absolute paths of files and directories that are removed together with the container
    /// directory when <see cref="AutoRemove"/> is set (its name, its anonymous volumes).
    /// </summary>
    public IReadOnlyList<string> AutoRemovePaths { get; init; } = [];

    /// <summary>The signal of a polite stop: a number or a name such as <c>SIGQUIT</c>.</summary>
    public string StopSignal { get; init; } = "SIGTERM";

    /// <summary>Seconds between the polite signal and SIGKILL; negative waits for ever.</summary>
    public int StopTimeoutSeconds { get; init; } = 10;

    /// <summary>True if cgroups are made through systemd.</summary>
    public bool SystemdCgroup { get; init; }

    /// <summary>Reads <c>shim.json</c> of a container directory.</summary>
    /// <exception cref="InvalidDataException">Not JSON, or of an unknown version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ShimConfig Read(string containerDirectory)
    {
        string path = Path.Combine(containerDirectory, FileName);
        ShimConfig? config;
        try
        {
            config = JsonSerializer.Deserialize(
                ShimLimits.ReadSmallFile(path), ShimJson.Default.ShimConfig);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"read shim configuration {path}: {e.Message}", e);
        }

        return config is { Version: 1 }
            ? config
            : throw new InvalidDataException(
                $"read shim configuration {path}: version {config?.Version} is not supported");
    }

    /// <summary>
    /// Writes <c>shim.json</c> through a rename; a reader sees the old or the new.
    /// </summary>
    public void Write(string containerDirectory) =>
        AtomicFile.Write(
            Path.Combine(containerDirectory, FileName),
            JsonSerializer.SerializeToUtf8Bytes(this, ShimJson.Default.ShimConfig));
}
