namespace MiniDocker.Oci.Spec;

/// <summary>A device node (man 2 mknod).</summary>
public sealed record DeviceSpec
{
    /// <summary>Path inside the container.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>c, b, u or p.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Major number.</summary>
    public long Major { get; init; }

    /// <summary>Minor number.</summary>
    public long Minor { get; init; }

    /// <summary>Mode; null is 0666.</summary>
    public uint? FileMode { get; init; }

    /// <summary>Owner inside the container.</summary>
    public uint? Uid { get; init; }

    /// <summary>Group inside the container.</summary>
    public uint? Gid { get; init; }
}
