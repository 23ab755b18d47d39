using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;

namespace MiniDocker.Runtime.Tests.LaunchPlans;

/// <summary>Specs and hosts that plans are compiled from in tests.</summary>
internal static class Bundles
{
    /// <summary>Root on a machine without a user namespace, SIGPIPE ignored as .NET does.</summary>
    internal static HostFacts Host { get; } = new()
    {
        BoundingCapabilities = (1ul << 41) - 1,
        PermittedCapabilities = (1ul << 41) - 1,
        IgnoredSignals = 1ul << 12,
    };

    internal static RuntimeSpec Minimal { get; } = Parse("");

    /// <summary>A container with what Docker gives to each.</summary>
    internal static RuntimeSpec Usual { get; } = Parse("""
        "hostname": "box",
        "mounts": [
          {"destination": "/proc", "type": "proc", "source": "proc"},
          {"destination": "/dev", "type": "tmpfs", "source": "tmpfs",
           "options": ["nosuid", "strictatime", "mode=755", "size=65536k"]},
          {"destination": "/sys", "type": "sysfs", "source": "sysfs",
           "options": ["nosuid", "noexec", "nodev", "ro"]},
          {"destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup",
           "options": ["ro"]},
          {"destination": "/data", "type": "bind", "source": "/srv/data",
           "options": ["rbind", "rro"]}],
        """, "", """
        ,"maskedPaths": ["/proc/kcore"], "readonlyPaths": ["/proc/sys"]
        """);

    internal static LaunchOptions Options(RuntimeSpec spec) => new()
    {
        Id = "c1",
        BundlePath = "/bundle",
        Spec = spec,
    };

    internal static CgroupProgram CgroupV1 { get; } = new()
    {
        Directories = ["/sys/fs/cgroup/memory/c1"],
        Writes = [new("/sys/fs/cgroup/memory/c1/memory.limit_in_bytes", "1048576")],
        JoinFiles = ["/sys/fs/cgroup/memory/c1/tasks"],
        Mounts = [new("memory", "cgroup", "memory", "/sys/fs/cgroup/memory/c1", [])],
    };

    internal static CgroupProgram CgroupV2 { get; } = new()
    {
        Directories = ["/sys/fs/cgroup/c1"],
        Writes = [new("/sys/fs/cgroup/c1/memory.max", "1048576")],
        CloneInto = "/sys/fs/cgroup/c1",
        DeviceProgram = new byte[16],
        Mounts = [new("", "cgroup2", "", "/sys/fs/cgroup/c1", [])],
    };

    /// <summary>A spec with parts put into its three objects, each ending in a comma or not.
    /// </summary>
    internal static RuntimeSpec Parse(
        string top, string process = "", string linux = "", string namespaces = "")
    {
        string json = $$$"""
            {{{{top}}} "ociVersion": "1.3.0", "root": {"path": "rootfs"},
             "process": {"cwd": "/", "args": ["true"], {{{process}}}
               "env": ["PATH=/bin:/usr/bin", "HOME=/root"], "noNewPrivileges": true,
               "capabilities": {"bounding": ["CAP_KILL"], "permitted": ["CAP_KILL"],
                 "effective": ["CAP_KILL"]}},
             "linux": {"namespaces": [{{{namespaces}}} {"type": "pid"}, {"type": "network"},
               {"type": "ipc"}, {"type": "uts"}, {"type": "mount"}, {"type": "cgroup"}]
               {{{linux}}}}}
            """;
        return RuntimeSpec.Parse(System.Text.Encoding.UTF8.GetBytes(json));
    }
}
