using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun;

/// <summary>The configuration that `spec` writes: runc's, a shell in all new namespaces.</summary>
internal static class SpecTemplate
{
    private static readonly string[] Capabilities =
        ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"];

    internal static RuntimeSpec Create(bool rootless) => new()
    {
        OciVersion = RuntimeVersion.SpecVersion,
        Process = new ProcessSpec
        {
            Terminal = true,
            Args = ["sh"],
            Env =
            [
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm",
            ],
            Cwd = "/",
            Capabilities = new CapabilitiesSpec
            {
                Bounding = Capabilities,
                Effective = Capabilities,
                Permitted = Capabilities,
            },
            NoNewPrivileges = true,
        },
        Root = new RootSpec { Path = "rootfs", Readonly = true },
        Hostname = "minirun",
        Mounts = Mounts(rootless),
        Linux = Linux(rootless),
    };

    private static MountSpec[] Mounts(bool rootless) =>
    [
        Mount("/proc", "proc", "proc"),
        Mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
        rootless
            ? Mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance",
                "ptmxmode=0666", "mode=0620")
            : Mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance",
                "ptmxmode=0666", "mode=0620", "gid=5"),
        Mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
        Mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
        rootless
            ? Mount("/sys", "none", "/sys", "rbind", "nosuid", "noexec", "nodev", "ro")
            : Mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
    ];

    private static MountSpec Mount(
        string destination, string type, string source, params string[] options) => new()
        {
            Destination = destination,
            Type = type,
            Source = source,
            Options = options,
        };

    private static LinuxSpec Linux(bool rootless)
    {
        List<NamespaceSpec> namespaces = [];
        foreach (string type in (ReadOnlySpan<string>)["pid", "ipc", "uts", "mount", "cgroup"])
        {
            namespaces.Add(new NamespaceSpec { Type = type });
        }

        namespaces.Add(new NamespaceSpec { Type = rootless ? "user" : "network" });
        IdMappingSpec[] mappings = rootless
            ? [new IdMappingSpec { HostId = ProcessOwner.EffectiveUid, ContainerId = 0, Size = 1 }]
            : [];
        return new LinuxSpec
        {
            UidMappings = mappings,
            GidMappings = mappings,
            Namespaces = namespaces,
            Resources = rootless ? null : new ResourcesSpec
            {
                Devices = [new DeviceRuleSpec { Allow = false, Access = "rwm" }],
            },
            MaskedPaths =
            [
                "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
                "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/sys/firmware",
                "/proc/scsi",
            ],
            ReadonlyPaths =
            [
                "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger",
            ],
        };
    }
}
