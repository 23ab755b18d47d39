using MiniDocker.Linux;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>The cgroup file systems as this process sees them.</summary>
public sealed record CgroupHost(IReadOnlyList<CgroupHierarchy> Hierarchies)
{
    /// <summary>Which kinds there are.</summary>
    public CgroupVersion Version
    {
        get
        {
            bool hasV1 = false;
            foreach (CgroupHierarchy hierarchy in Hierarchies)
                hasV1 |= !hierarchy.IsUnified;
            return (hasV1, Unified is not null) switch
            {
                (true, true) => CgroupVersion.Hybrid,
                (true, false) => CgroupVersion.V1,
                (false, true) => CgroupVersion.V2,
                _ => CgroupVersion.None,
            };
        }
    }

    /// <summary>The v2 hierarchy, if it is mounted.</summary>
    public CgroupHierarchy? Unified
    {
        get
        {
            foreach (CgroupHierarchy hierarchy in Hierarchies)
            {
                if (hierarchy.IsUnified)
                    return hierarchy;
            }

            return null;
        }
    }

    /// <summary>Looks at the machine, as the calling thread sees it: two files of /proc.</summary>
    public static CgroupHost Read() => Parse(
        KernelFile.Read("/proc/thread-self/mountinfo"),
        KernelFile.Read("/proc/thread-self/cgroup"));

    /// <summary>
    /// Reads "id:controllers:path" lines and finds the mount of each; a hierarchy that is not
    /// mounted does not count. man 5 proc_pid_mountinfo, man 7 cgroups.
    /// </summary>
    public static CgroupHost Parse(string mountInfo, string ownCgroups)
    {
        List<CgroupMount> mounts = CgroupMount.Parse(mountInfo);
        List<CgroupHierarchy> hierarchies = [];
        foreach (string line in ownCgroups.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split(':', 3);
            if (fields.Length != 3)
                continue;
            bool isUnified = fields[1].Length == 0;
            string[] controllers = isUnified ? [] : fields[1].Split(',');
            foreach (CgroupMount mount in mounts)
            {
                if (!mount.Shows(controllers))
                    continue;
                hierarchies.Add(new CgroupHierarchy(
                    controllers, mount.MountPoint, mount.Below(fields[2]), isUnified));
                break;
            }
        }

        return new CgroupHost(hierarchies);
    }
}
