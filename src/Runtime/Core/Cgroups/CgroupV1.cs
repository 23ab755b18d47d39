using MiniDocker.Linux;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>One hierarchy per controller.</summary>
internal class CgroupV1(CgroupHost host, IReadOnlyList<CgroupLeaf> leaves) : Cgroup(host, leaves)
{
    public override bool IsPaused =>
        Leaf("freezer") is { } leaf
        && KernelFile.TryRead(leaf.File("freezer.state"))?.StartsWith("THAWED") == false;

    public override CgroupProgram Compile(ResourcesSpec? resources)
    {
        RefuseOccupied();
        List<string> directories = [];
        List<string> joinFiles = [];
        List<CgroupMountPoint> mounts = [];
        List<CgroupWrite> writes = [];
        string? cloneInto = null;
        foreach (CgroupLeaf leaf in Leaves)
        {
            directories.AddRange(leaf.Levels);
            mounts.Add(MountPoint(leaf));
            if (leaf.Hierarchy.IsUnified)
                cloneInto = leaf.Directory;
            else
                joinFiles.Add(leaf.File("tasks"));
            if (leaf.Hierarchy.Has("cpuset"))
                AddCpuset(leaf, writes);
        }

        ResourceWriter writer = new(Leaves);
        ResourcesV1.Add(writer, resources ?? new ResourcesSpec());
        if (Leaf("devices") is not null)
            ResourcesV1.AddDevices(writer, DeviceRules.Of(resources?.Devices ?? []));
        writes.AddRange(writer.Writes);
        return new CgroupProgram
        {
            Directories = directories,
            Writes = writes,
            JoinFiles = joinFiles,
            CloneInto = cloneInto,
            Mounts = mounts,
        };
    }

    public override void Update(ResourcesSpec resources)
    {
        ResourceWriter writer = new(Leaves);
        ResourcesV1.Add(writer, resources);
        if (resources.Devices.Count > 0)
            ResourcesV1.AddDevices(writer, DeviceRules.Of(resources.Devices));
        List<CgroupWrite> refused = [];
        foreach (CgroupWrite write in writer.Writes)
        {
            Errno errno = KernelFile.TryWrite(write.Path, write.Value);
            if (errno is Errno.EINVAL)
                refused.Add(write);
            else if (errno != Errno.None && !write.IsOptional)
                throw new LinuxException("write", $"{write.Path}, {write.Value}", errno);
        }

        // A limit is not above the one that includes it, nor a quota above its period: while
        // both change, one of the two orders is refused.
        foreach (CgroupWrite write in refused)
        {
            Errno errno = KernelFile.TryWrite(write.Path, write.Value);
            if (errno != Errno.None && !write.IsOptional)
                throw new LinuxException("write", $"{write.Path}, {write.Value}", errno);
        }
    }

    public override void Pause()
    {
        string file = Freezer();
        // A process that forks while it is being frozen keeps the state at FREEZING; asking
        // again catches the child, thawing in between lets a stuck one move.
        int round = 0;
        Wait.Until(
            () =>
            {
                if (++round % 16 == 0)
                    KernelFile.Write(file, "THAWED");
                KernelFile.Write(file, "FROZEN");
                return KernelFile.Read(file).StartsWith("FROZEN", StringComparison.Ordinal);
            },
            "freeze", file);
    }

    public override void Resume()
    {
        if (Leaf("freezer") is { } leaf)
            _ = KernelFile.TryWrite(leaf.File("freezer.state"), "THAWED");
    }

    public override CgroupStats ReadStats() => StatsV1.Read(Leaf);

    public override long ReadOomKills() => Leaf("memory") is { } leaf
        ? CgroupFile.ReadKey(leaf.File("memory.oom_control"), "oom_kill")
        : 0;

    private protected override CgroupLeaf TreeLeaf() =>
        Leaf("pids") ?? Leaf("freezer") ?? Leaf("memory") ?? Leaves[0];

    private string Freezer() => Leaf("freezer")?.File("freezer.state")
        ?? throw new LinuxException("freeze", "no freezer cgroup is mounted", Errno.EOPNOTSUPP);

    private static CgroupMountPoint MountPoint(CgroupLeaf leaf)
    {
        CgroupHierarchy hierarchy = leaf.Hierarchy;
        List<string> links = [];
        foreach (string controller in hierarchy.Controllers)
        {
            if (controller != hierarchy.Name && !controller.StartsWith("name="))
                links.Add(controller);
        }

        return new CgroupMountPoint(
            hierarchy.Name, hierarchy.IsUnified ? "cgroup2" : "cgroup",
            string.Join(',', hierarchy.Controllers), leaf.Directory, links);
    }

    // A new cpuset has no CPUs and no memory, and takes no process until it has both. New levels
    // get what the nearest one above has; one that somebody else made and filled stays.
    private static void AddCpuset(CgroupLeaf leaf, List<CgroupWrite> writes)
    {
        if (leaf.Levels.Count == 0)
            return;
        string above = Path.GetDirectoryName(leaf.Levels[0])!;
        string cpus = KernelFile.Read(above + "/cpuset.cpus").Trim();
        string mems = KernelFile.Read(above + "/cpuset.mems").Trim();
        foreach (string level in leaf.Levels)
        {
            string own = (KernelFile.TryRead(level + "/cpuset.cpus") ?? "").Trim();
            if (own.Length > 0)
            {
                cpus = own;
                mems = KernelFile.Read(level + "/cpuset.mems").Trim();
                continue;
            }

            writes.Add(new CgroupWrite(level + "/cpuset.cpus", cpus));
            writes.Add(new CgroupWrite(level + "/cpuset.mems", mems));
        }
    }
}
