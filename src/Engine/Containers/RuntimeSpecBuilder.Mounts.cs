using MiniDocker.Oci.Spec;

namespace MiniDocker.Engine.Containers;

internal sealed partial class RuntimeSpecBuilder
{
    /// <summary>Files of /proc and /sys that say too much about the host.</summary>
    internal static readonly string[] MaskedPaths =
    [
        "/proc/asound", "/proc/acpi", "/proc/interrupts", "/proc/kcore", "/proc/keys",
        "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug",
        "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
    ];

    /// <summary>Files of /proc that change the host.</summary>
    internal static readonly string[] ReadonlyPaths =
        ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    private List<MountSpec> Mounts()
    {
        string access = _host.Privileged ? "rw" : "ro";
        List<MountSpec> mounts =
        [
            Kernel("/proc", "proc", "nosuid", "noexec", "nodev"),
            Kernel("/dev", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
            Kernel("/dev/pts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666",
                "mode=0620", "gid=5"),
            Kernel("/sys", "sysfs", "nosuid", "noexec", "nodev", access),
            Kernel("/sys/fs/cgroup", "cgroup", "nosuid", "noexec", "nodev", access),
        ];
        AddIpcMounts(mounts);
        AddNetworkFiles(mounts);
        foreach (MountPoint point in _record.Mounts)
        {
            // One's own mount replaces the standard one at the same place.
            mounts.RemoveAll(mount => mount.Destination == point.Destination);
            mounts.Add(point.Type == "tmpfs" ? Tmpfs(point) : Bind(point));
        }
        return mounts;
    }

    private void AddIpcMounts(List<MountSpec> mounts)
    {
        if (_host.IpcMode == "host")
        {
            mounts.Add(BindOf("/dev/mqueue", "/dev/mqueue", "nosuid", "noexec", "nodev"));
            mounts.Add(BindOf("/dev/shm", "/dev/shm", "nosuid", "noexec", "nodev"));
            return;
        }
        mounts.Add(Kernel("/dev/mqueue", "mqueue", "nosuid", "noexec", "nodev"));
        mounts.Add(new MountSpec
        {
            Destination = "/dev/shm",
            Type = "tmpfs",
            Source = "shm",
            Options = ["nosuid", "noexec", "nodev", "mode=1777", $"size={_host.ShmSize}"],
        });
    }

    private void AddNetworkFiles(List<MountSpec> mounts)
    {
        string access = _host.ReadonlyRootfs ? "ro" : "rw";
        foreach (string name in new[]
            { ContainerFiles.ResolvConf, ContainerFiles.Hostname, ContainerFiles.Hosts })
        {
            mounts.Add(BindOf($"{_directory}/{name}", "/etc/" + name, access));
        }
    }

    private static MountSpec Tmpfs(MountPoint point)
    {
        List<string> options = ["nosuid", "nodev", "noexec"];
        foreach (string option in point.Mode.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            // "exec" takes back the default "noexec", and so on.
            options.Remove(option.StartsWith("no", StringComparison.Ordinal)
                ? option[2..]
                : "no" + option);
            options.Add(option);
        }
        if (!point.RW)
        {
            options.Add("ro");
        }
        return new MountSpec
        {
            Destination = point.Destination,
            Type = "tmpfs",
            Source = "tmpfs",
            Options = options,
        };
    }

    private static MountSpec Bind(MountPoint point) => BindOf(
        point.Source, point.Destination, point.RW ? "rw" : "ro",
        point.Propagation.Length > 0 ? point.Propagation : "rprivate");

    private static MountSpec BindOf(string source, string target, params string[] options) => new()
    {
        Destination = target,
        Type = "bind",
        Source = source,
        Options = ["rbind", .. options],
    };

    private static MountSpec Kernel(string target, string type, params string[] options) => new()
    {
        Destination = target,
        Type = type,
        Source = type,
        Options = options,
    };
}
