using System.Text.Json;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// What is known of a container's life, in <c>state.json</c> of the container directory. The shim
/// is its only writer while it lives; each write replaces the whole file.
/// </summary>
public sealed record ContainerRuntimeState
{
    /// <summary>The file's name inside the container directory.</summary>
    public const string FileName = "state.json";

    /// <summary>Version of the format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Where the container is in its life.</summary>
    public ContainerRuntimeStatus Status { get; init; } = ContainerRuntimeStatus.Created;

    /// <summary>Process id of the container's init on the host; 0 when none runs.</summary>
    public int Pid { get; init; }

    /// <summary>Start time of <see cref="Pid"/> in clock ticks since boot (proc stat 22).</summary>
    public ulong PidStartTime { get; init; }

    /// <summary>Process id of the shim; 0 when there is none.</summary>
    public int ShimPid { get; init; }

    /// <summary>Start time of <see cref="ShimPid"/> in clock ticks since boot.</summary>
    public ulong ShimStartTime { get; init; }

    /// <summary>When the container's program last started; null if never.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it last ended; null if never.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>
    /// Exit code of the last end: 128+n for a signal, 125 to 127 if it never ran.
    /// </summary>
    public int ExitCode { get; init; }

    /// <summary>True if the kernel killed the container for its memory limit.</summary>
    public bool OomKilled { get; init; }

    /// <summary>Why the last start failed; empty if it did not.</summary>
    public string Error { get; init; } = "";

    /// <summary>How often the restart policy has started it again.</summary>
    public int RestartCount { get; init; }

    /// <summary>
    /// True if a person stopped it, which <c>unless-stopped</c> respects at boot.
    /// </summary>
    public bool StoppedByHand { get; init; }

    /// <summary>Reads the state; null if the container has never been started.</summary>
    /// <exception cref="InvalidDataException">The file is not a state of this version.</exception>
    public static ContainerRuntimeState? TryRead(string containerDirectory)
    {
        string path = Path.Combine(containerDirectory, FileName);
        try
        {
            ContainerRuntimeState? state = JsonSerializer.Deserialize(
                ShimLimits.ReadSmallFile(path), ShimJson.Default.ContainerRuntimeState);
            return state is { Version: 1 }
                ? state
                : throw new InvalidDataException($"read container state {path}: unknown version");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"read container state {path}: {e.Message}", e);
        }
    }

    /// <summary>Writes the state through a rename, or in place if the disk is full.</summary>
    public void Write(string containerDirectory) =>
        AtomicFile.WriteJsonAnyhow(
            Path.Combine(containerDirectory, FileName),
            JsonSerializer.SerializeToUtf8Bytes(this, ShimJson.Default.ContainerRuntimeState));
}
