namespace MiniDocker.Oci.Spec;

/// <summary>Credentials of a process.</summary>
public sealed record UserSpec
{
    /// <summary>User id inside the container.</summary>
    public uint Uid { get; init; }

    /// <summary>Group id inside the container.</summary>
    public uint Gid { get; init; }

    /// <summary>File mode creation mask.</summary>
    public uint? Umask { get; init; }

    /// <summary>Supplementary groups.</summary>
    public IReadOnlyList<uint> AdditionalGids { get; init => field = value ?? []; } = [];

    /// <summary>Windows only.</summary>
    public string? Username { get; init; }
}
