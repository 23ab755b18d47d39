namespace MiniDocker.Oci.Spec;

/// <summary>The Linux part of a runtime config (config-linux.md).</summary>
public sealed record LinuxSpec
{
    /// <summary>User ids of the user namespace.</summary>
    public IReadOnlyList<IdMappingSpec> UidMappings { get; init => field = value ?? []; } = [];

    /// <summary>Group ids of the user namespace.</summary>
    public IReadOnlyList<IdMappingSpec> GidMappings { get; init => field = value ?? []; } = [];

    /// <summary>Kernel parameters, names with dots or slashes.</summary>
    public IReadOnlyDictionary<string, string>? Sysctl { get; init; }

    /// <summary>Cgroup limits.</summary>
    public ResourcesSpec? Resources { get; init; }

    /// <summary>The cgroup: a path, or slice:prefix:name for systemd.</summary>
    public string? CgroupsPath { get; init; }

    /// <summary>Namespaces to make or join.</summary>
    public IReadOnlyList<NamespaceSpec> Namespaces { get; init => field = value ?? []; } = [];

    /// <summary>Device nodes to make.</summary>
    public IReadOnlyList<DeviceSpec> Devices { get; init => field = value ?? []; } = [];

    /// <summary>Host network devices to move into the container, by host name.</summary>
    public IReadOnlyDictionary<string, NetDeviceSpec>? NetDevices { get; init; }

    /// <summary>System call filter.</summary>
    public SeccompSpec? Seccomp { get; init; }

    /// <summary>shared, slave, private or unbindable.</summary>
    public string? RootfsPropagation { get; init; }

    /// <summary>Paths to hide.</summary>
    public IReadOnlyList<string> MaskedPaths { get; init => field = value ?? []; } = [];

    /// <summary>Paths to make read-only.</summary>
    public IReadOnlyList<string> ReadonlyPaths { get; init => field = value ?? []; } = [];

    /// <summary>SELinux label of mounts.</summary>
    public string? MountLabel { get; init; }

    /// <summary>Cache and memory bandwidth (resctrl).</summary>
    public IntelRdtSpec? IntelRdt { get; init; }

    /// <summary>NUMA policy (man 2 set_mempolicy).</summary>
    public MemoryPolicySpec? MemoryPolicy { get; init; }

    /// <summary>Execution domain (man 2 personality).</summary>
    public PersonalitySpec? Personality { get; init; }

    /// <summary>Clock offsets of the time namespace, by clock name.</summary>
    public IReadOnlyDictionary<string, TimeOffsetSpec>? TimeOffsets { get; init; }
}
