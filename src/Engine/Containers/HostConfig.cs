using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Containers;

/// <summary>How a container meets its host: the "HostConfig" object of <c>docker inspect</c>,
/// and so the names are Docker's.</summary>
public sealed record HostConfig
{
    /// <summary>The <c>-v</c> flags.</summary>
    public IReadOnlyList<string>? Binds { get; init; }

    /// <summary>Where the id was written.</summary>
    public string ContainerIDFile { get; init; } = "";

    /// <summary>Where output goes.</summary>
    public LogSettings LogConfig { get; init; } = new();

    /// <summary><c>none</c> or <c>host</c>.</summary>
    public string NetworkMode { get; init; } = "none";

    /// <summary>What happens after an exit.</summary>
    public RestartPolicy RestartPolicy { get; init; } = RestartPolicy.No;

    /// <summary>It is removed after its exit.</summary>
    public bool AutoRemove { get; init; }

    /// <summary>Capabilities beyond the default set.</summary>
    public IReadOnlyList<string>? CapAdd { get; init; }

    /// <summary>Capabilities taken from the default set.</summary>
    public IReadOnlyList<string>? CapDrop { get; init; }

    /// <summary><c>private</c> or <c>host</c>.</summary>
    public string CgroupnsMode { get; init; } = "private";

    /// <summary>Name servers for resolv.conf instead of the host's.</summary>
    public IReadOnlyList<string> Dns { get; init; } = [];

    /// <summary>Options for resolv.conf.</summary>
    public IReadOnlyList<string> DnsOptions { get; init; } = [];

    /// <summary>Search domains for resolv.conf.</summary>
    public IReadOnlyList<string> DnsSearch { get; init; } = [];

    /// <summary><c>name:address</c> lines for /etc/hosts.</summary>
    public IReadOnlyList<string>? ExtraHosts { get; init; }

    /// <summary>Supplementary groups, names or numbers.</summary>
    public IReadOnlyList<string>? GroupAdd { get; init; }

    /// <summary><c>private</c> or <c>host</c>.</summary>
    public string IpcMode { get; init; } = "private";

    /// <summary>Preference of the kernel's OOM killer.</summary>
    public int OomScoreAdj { get; init; }

    /// <summary>Empty, or <c>host</c>.</summary>
    public string PidMode { get; init; } = "";

    /// <summary>All capabilities and devices, nothing masked.</summary>
    public bool Privileged { get; init; }

    /// <summary>The root filesystem is read-only.</summary>
    public bool ReadonlyRootfs { get; init; }

    /// <summary><c>seccomp=...</c>, <c>no-new-privileges</c>.</summary>
    public IReadOnlyList<string>? SecurityOpt { get; init; }

    /// <summary>tmpfs mounts: path to options.</summary>
    public IReadOnlyDictionary<string, string>? Tmpfs { get; init; }

    /// <summary>Empty, or <c>host</c>.</summary>
    public string UTSMode { get; init; } = "";

    /// <summary>Empty, or <c>host</c>: containers share the host's user namespace anyway.</summary>
    public string UsernsMode { get; init; } = "";

    /// <summary>Size of /dev/shm in bytes.</summary>
    public long ShmSize { get; init; } = 64 << 20;

    /// <summary>Kernel parameters.</summary>
    public IReadOnlyDictionary<string, string>? Sysctls { get; init; }

    /// <summary>The OCI runtime.</summary>
    public string Runtime { get; init; } = "minirun";

    /// <summary>CPU weight, 0 for the default of 1024.</summary>
    public long CpuShares { get; init; }

    /// <summary>Memory limit in bytes, 0 for none.</summary>
    public long Memory { get; init; }

    /// <summary>CPUs in billionths, 0 for no limit.</summary>
    public long NanoCpus { get; init; }

    /// <summary>The cgroup above the container's; empty is <c>/minidocker</c>.</summary>
    public string CgroupParent { get; init; } = "";

    /// <summary>CFS period in microseconds.</summary>
    public long CpuPeriod { get; init; }

    /// <summary>CFS quota in microseconds.</summary>
    public long CpuQuota { get; init; }

    /// <summary>CPUs it may run on.</summary>
    public string CpusetCpus { get; init; } = "";

    /// <summary>Memory nodes it may use.</summary>
    public string CpusetMems { get; init; } = "";

    /// <summary>Host devices it sees.</summary>
    public IReadOnlyList<DeviceMapping> Devices { get; init; } = [];

    /// <summary>Soft memory limit in bytes.</summary>
    public long MemoryReservation { get; init; }

    /// <summary>Memory and swap together in bytes; -1 for unlimited swap.</summary>
    public long MemorySwap { get; init; }

    /// <summary>Most tasks; null or 0 or -1 for no limit.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Resource limits.</summary>
    public IReadOnlyList<UlimitSetting> Ulimits { get; init; } = [];

    /// <summary>Run a small init as process 1.</summary>
    public bool Init { get; init; }
}
