using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Seccomp;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>The runtime config of a RUN: what Docker gives a container by default.</summary>
internal static class RunSpec
{
    private const string Hostname = "buildkitsandbox";

    private static readonly string[] Capabilities =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW",
        "CAP_SETGID", "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE",
        "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE",
    ];

    private static readonly string[] MaskedPaths =
    [
        "/proc/asound", "/proc/acpi", "/proc/interrupts", "/proc/kcore", "/proc/keys",
        "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug",
        "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
    ];

    private static readonly string[] ReadonlyPaths =
        ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    private static readonly (string Type, long Major, long Minor)[] Devices =
        [("c", 1, 3), ("c", 1, 5), ("c", 1, 7), ("c", 1, 8), ("c", 1, 9), ("c", 5, 0), ("c", 5, 2)];

    /// <summary>The mounts that every RUN has, besides those asked for.</summary>
    internal static IReadOnlyList<MountSpec> Mounts { get; } =
    [
        Mount("/proc", "proc", "nosuid", "noexec", "nodev"),
        Mount("/dev", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
        Mount("/dev/pts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666",
            "mode=0620", "gid=5"),
        Mount("/dev/shm", "tmpfs", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
        Mount("/dev/mqueue", "mqueue", "nosuid", "noexec", "nodev"),
        Mount("/sys", "sysfs", "nosuid", "noexec", "nodev", "ro"),
    ];

    internal static RuntimeSpec Create(
        ProcessSpec process, IReadOnlyList<MountSpec> mounts, RunNetwork network, string cgroup)
    {
        List<NamespaceSpec> namespaces =
        [
            new() { Type = "pid" }, new() { Type = "mount" }, new() { Type = "ipc" },
            new() { Type = "uts" },
        ];
        if (network == RunNetwork.None)
        {
            namespaces.Add(new NamespaceSpec { Type = "network" });
        }

        return new RuntimeSpec
        {
            OciVersion = "1.3.0",
            Hostname = Hostname,
            Root = new RootSpec { Path = "rootfs" },
            Mounts = [.. Mounts, .. mounts],
            Process = process with
            {
                Capabilities = new CapabilitiesSpec
                {
                    Bounding = Capabilities,
                    Effective = Capabilities,
                    Permitted = Capabilities,
                },
            },
            Linux = new LinuxSpec
            {
                CgroupsPath = cgroup,
                Namespaces = namespaces,
                Seccomp = DefaultSeccompProfile.For(Capabilities),
                MaskedPaths = MaskedPaths,
                ReadonlyPaths = ReadonlyPaths,
                Resources = new ResourcesSpec { Devices = DeviceRules() },
            },
        };
    }

    /// <summary>A bind mount of a file or directory of the host.</summary>
    internal static MountSpec Bind(string source, string destination, bool isReadonly) => new()
    {
        Type = "bind",
        Source = source,
        Destination = destination,
        Options = isReadonly ? ["rbind", "ro"] : ["rbind", "rw"],
    };

    internal static MountSpec Mount(string destination, string type, params string[] options) =>
        new() { Type = type, Source = type, Destination = destination, Options = options };

    private static List<DeviceRuleSpec> DeviceRules()
    {
        List<DeviceRuleSpec> rules =
        [
            new() { Allow = false, Access = "rwm" },
            new() { Allow = true, Type = "c", Access = "m" },
            new() { Allow = true, Type = "b", Access = "m" },
            new() { Allow = true, Type = "c", Major = 136, Access = "rwm" },
        ];
        foreach ((string type, long major, long minor) in Devices)
        {
            rules.Add(new DeviceRuleSpec
            {
                Allow = true, Type = type, Major = major, Minor = minor, Access = "rwm",
            });
        }

        return rules;
    }
}
