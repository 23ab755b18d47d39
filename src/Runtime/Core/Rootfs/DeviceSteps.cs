using MiniDocker.Oci;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Mounts;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Rootfs;

/// <summary>
/// What is in /dev: the nodes and links every container has, and those the spec adds. All relative
/// to a handle of the container's own /dev (CVE-2026-41579).
/// </summary>
internal static unsafe class DeviceSteps
{
    private static readonly (string Name, uint Major, uint Minor)[] Defaults =
    [
        ("null", 1, 3), ("zero", 1, 5), ("full", 1, 7), ("random", 1, 8), ("urandom", 1, 9),
        ("tty", 5, 0),
    ];

    private static readonly (string Name, string Target)[] Links =
    [
        ("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"), ("core", "/proc/kcore"),
    ];

    private const uint DefaultMode = 0x1B6;

    internal static void Add(LaunchContext c)
    {
        if (IsDevBound(c))
            return;
        c.Builder.Begin("open /dev", "its nodes are made relative to this handle");
        Slot dev = RootfsPath.OpenDirectory(c, "/dev", "dev");
        foreach ((string name, uint major, uint minor) in Defaults)
        {
            if (!IsListed(c, "/dev/" + name))
                AddNode(c, dev, name, "/dev/" + name, S_IFCHR | DefaultMode, major, minor, 0, 0);
        }
        foreach (DeviceSpec device in c.Linux.Devices)
            AddListed(c, dev, device);
        AddLinks(c, dev);
        c.Dev = dev;
    }

    private static bool IsDevBound(LaunchContext c)
    {
        foreach (MountSpec mount in c.Spec.Mounts)
        {
            if (mount.Destination.TrimEnd('/') == "/dev"
                && (mount.Type == "bind" || MountOptions.Parse(mount.Options).IsBind))
                return true;
        }
        return false;
    }

    private static bool IsListed(LaunchContext c, string path)
    {
        foreach (DeviceSpec device in c.Linux.Devices)
        {
            if (device.Path == path)
                return true;
        }
        return false;
    }

    private static void AddListed(LaunchContext c, Slot dev, DeviceSpec device)
    {
        uint type = device.Type switch
        {
            "c" or "u" => S_IFCHR,
            "b" => S_IFBLK,
            "p" => S_IFIFO,
            _ => throw new OciFormatException(
                $"config.json: linux.devices: type \"{device.Type}\" of {device.Path} is not "
                + "one of c, b, u, p"),
        };
        string[] parts = RootfsPath.Parts(device.Path);
        if (parts.Length == 0)
            throw new OciFormatException("config.json: linux.devices: a device has no path");
        Slot parent = dev;
        if (parts.Length != 2 || parts[0] != "dev")
        {
            c.Builder.Begin("open directory of {0}", device.Path, null, "linux.devices");
            parent = RootfsPath.OpenDirectory(c, string.Join('/', parts, 0, parts.Length - 1));
        }
        uint mode = type | (device.FileMode is { } given ? given & 0xFFF : DefaultMode);
        AddNode(c, parent, parts[^1], device.Path, mode, (uint)device.Major, (uint)device.Minor,
            device.Uid ?? 0, device.Gid ?? 0);
    }

    private static void AddNode(LaunchContext c, Slot parent, string name, string path,
        uint mode, uint major, uint minor, uint uid, uint gid)
    {
        PlanBuilder b = c.Builder;
        if (c.BindsDevices && (mode & S_IFMT) != S_IFIFO)
        {
            Bind(c, path);
            return;
        }
        b.Begin("make device {0}", path, null, "a node of this container, not the host's");
        ulong device = DeviceNumber(major, minor);
        StepHandle made = b.Call(Syscall.mknodat, parent, b.Text(name), mode, device)
            .Tolerate(EEXIST);
        // The image brought something of that name: it is used only if it is that device.
        byte* stat = b.Arena.Take(Stat.Bytes);
        b.Call(Syscall.newfstatat, parent, b.Text(name), stat, AT_SYMLINK_NOFOLLOW);
        b.Do(StepOperation.Check, stat + Stat.ModeOffset, S_IFMT, mode & S_IFMT, EEXIST);
        if ((mode & S_IFMT) != S_IFIFO)
            b.Do(StepOperation.Check, stat + Stat.DeviceOffset, ~0ul, device, EEXIST);
        b.LandSuccess(made);
        if (uid != 0 || gid != 0)
            b.Call(Syscall.fchownat, parent, b.Text(name), uid, gid, AT_SYMLINK_NOFOLLOW);
    }

    private static void Bind(LaunchContext c, string path)
    {
        c.Builder.Begin("bind device {0}", path, null,
            "a user namespace may use the host's nodes and make none");
        Slot tree = c.Builder.Call(Syscall.open_tree, AT_FDCWD, c.Builder.Text(path),
            OPEN_TREE_CLONE | O_CLOEXEC).Into("tree");
        Slot target = RootfsPath.OpenFile(c, path);
        MountSteps.Attach(c, tree, target);
        c.Close(target);
        c.Close(tree);
    }

    private static void AddLinks(LaunchContext c, Slot dev)
    {
        PlanBuilder b = c.Builder;
        b.Begin("link standard names in /dev", "fd, stdin, stdout, stderr, core, ptmx");
        foreach ((string name, string target) in Links)
            b.Call(Syscall.symlinkat, b.Text(target), dev, b.Text(name)).Tolerate(EEXIST);
        StepHandle linked = b.Call(Syscall.symlinkat, b.Text("pts/ptmx"), dev, b.Text("ptmx"))
            .Tolerate(EEXIST);
        b.Call(Syscall.unlinkat, dev, b.Text("ptmx"), 0);
        b.Call(Syscall.symlinkat, b.Text("pts/ptmx"), dev, b.Text("ptmx"));
        b.LandSuccess(linked);
    }

    // makedev of glibc, which is what st_rdev holds.
    private static ulong DeviceNumber(uint major, uint minor) =>
        ((major & 0xFFFul) << 8) | ((major & ~0xFFFul) << 32)
        | (minor & 0xFFul) | ((minor & ~0xFFul) << 12);
}
