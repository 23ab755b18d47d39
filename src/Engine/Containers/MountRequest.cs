namespace MiniDocker.Engine.Containers;

/// <summary>One <c>-v</c>, <c>--mount</c> or <c>--tmpfs</c>, parsed.</summary>
public sealed partial record MountRequest
{
    /// <summary><c>bind</c>, <c>volume</c> or <c>tmpfs</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Host path, volume name, or empty for an anonymous volume or a tmpfs.</summary>
    public string Source { get; init; } = "";

    /// <summary>Absolute path in the container.</summary>
    public required string Target { get; init; }

    /// <summary>Nothing may be written.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary><c>-v</c> makes a missing host directory, <c>--mount</c> refuses it.</summary>
    public bool MakesSource { get; init; }

    /// <summary>A new volume is not filled from the image.</summary>
    public bool NoCopy { get; init; }

    /// <summary>Mount propagation of a bind.</summary>
    public string Propagation { get; init; } = "rprivate";

    /// <summary>Options of a tmpfs (<c>size=64m,mode=1777</c>), or the third field of
    /// <c>-v</c>.</summary>
    public string Options { get; init; } = "";
}
