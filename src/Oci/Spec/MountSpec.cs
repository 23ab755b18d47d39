namespace MiniDocker.Oci.Spec;

/// <summary>One mount (config.md, "Mounts").</summary>
public sealed record MountSpec
{
    /// <summary>Where, inside the container; absolute.</summary>
    public string Destination { get; init => field = value ?? ""; } = "";

    /// <summary>Filesystem type; "bind" or absent for bind mounts.</summary>
    public string? Type { get; init; }

    /// <summary>Device, path or name.</summary>
    public string? Source { get; init; }

    /// <summary>Options as of fstab(5), and runtime-spec's own.</summary>
    public IReadOnlyList<string> Options { get; init => field = value ?? []; } = [];

    /// <summary>Maps user ids of the mount (idmapped mount).</summary>
    public IReadOnlyList<IdMappingSpec> UidMappings { get; init => field = value ?? []; } = [];

    /// <summary>Maps group ids of the mount (idmapped mount).</summary>
    public IReadOnlyList<IdMappingSpec> GidMappings { get; init => field = value ?? []; } = [];
}
