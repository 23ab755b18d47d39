using System.Text.Json;

namespace MiniDocker.Runtime.State;

/// <summary>
/// What one command of the runtime leaves for the next: <c>state.json</c> of a container's state
/// directory. Facts that do not change without a command; whether the process lives is asked of
/// the kernel each time.
/// </summary>
public sealed record ContainerState
{
    /// <summary>The file's name inside the state directory.</summary>
    public const string FileName = "state.json";

    /// <summary>Version of the format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The container's id.</summary>
    public required string Id { get; init; }

    /// <summary>The version that config.json declares.</summary>
    public required string OciVersion { get; init; }

    /// <summary>Absolute path of the bundle.</summary>
    public required string Bundle { get; init; }

    /// <summary>Absolute path of the root file system.</summary>
    public required string Rootfs { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Who created it.</summary>
    public uint OwnerUid { get; init; }

    /// <summary>The command that creates it, until there is a process.</summary>
    public ProcessIdentity Creator { get; init; }

    /// <summary>The container's init; 0 before there is one.</summary>
    public ProcessIdentity Init { get; init; }

    /// <summary>The directories of its cgroups, one per hierarchy.</summary>
    public IReadOnlyList<string> CgroupDirectories { get; init; } = [];

    /// <summary>Whether a PID namespace of its own ends its processes together with init.
    /// </summary>
    public bool HasPidNamespace { get; init; }

    /// <summary>Annotations of config.json.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    internal static ContainerState Parse(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            ContainerState? state = JsonSerializer.Deserialize(
                json, StateJson.Default.ContainerState);
            return state is { Version: 1 } ? state : throw new ContainerException(
                $"read {path}: version {state?.Version} is not known to this program");
        }
        catch (JsonException e)
        {
            throw new ContainerException($"read {path}: {e.Message}", e);
        }
    }
}
