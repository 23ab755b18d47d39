using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>
/// The cgroups of one container: a directory in every hierarchy of the machine. What happens at
/// the start is a <see cref="CgroupProgram"/>, which the launch plan carries out; all later
/// actions are here.
/// </summary>
public abstract partial class Cgroup
{
    private protected Cgroup(CgroupHost host, IReadOnlyList<CgroupLeaf> leaves)
    {
        Host = host;
        Leaves = leaves;
    }

    /// <summary>The container's own directories, for the state file and <see cref="Open"/>.
    /// </summary>
    public IReadOnlyList<string> Directories
    {
        get
        {
            string[] directories = new string[Leaves.Count];
            for (int i = 0; i < directories.Length; i++)
                directories[i] = Leaves[i].Directory;
            return directories;
        }
    }

    private protected CgroupHost Host { get; }
    private protected IReadOnlyList<CgroupLeaf> Leaves { get; }

    /// <summary>The cgroups that a new container will have. Makes nothing.</summary>
    /// <param name="host">The machine's hierarchies.</param>
    /// <param name="cgroupsPath">linux.cgroupsPath: absolute is from each hierarchy's top,
    /// relative or absent from the cgroup of this process, as runc has it.</param>
    /// <param name="id">The container's id, the name of its cgroup if there is no path.</param>
    /// <exception cref="IOException">No cgroup file system is mounted.</exception>
    public static Cgroup Plan(CgroupHost host, string? cgroupsPath, string id)
    {
        string path = string.IsNullOrEmpty(cgroupsPath) ? id : cgroupsPath;
        List<CgroupLeaf> leaves = [];
        foreach (CgroupHierarchy hierarchy in host.Hierarchies)
            leaves.Add(CgroupLeaf.Plan(hierarchy, path, host.Version));
        return Of(host, leaves);
    }

    /// <summary>The cgroups of a container that exists.</summary>
    /// <param name="host">The machine's hierarchies.</param>
    /// <param name="directories">What <see cref="Directories"/> was when it was made.</param>
    public static Cgroup Open(CgroupHost host, IReadOnlyList<string> directories)
    {
        List<CgroupLeaf> leaves = [];
        foreach (string directory in directories)
        {
            // The longest mount point: pure v2's is a prefix of a hybrid machine's.
            CgroupHierarchy? best = null;
            foreach (CgroupHierarchy hierarchy in host.Hierarchies)
            {
                if (directory.StartsWith(hierarchy.MountPoint + "/", StringComparison.Ordinal)
                    && hierarchy.MountPoint.Length > (best?.MountPoint.Length ?? 0))
                {
                    best = hierarchy;
                }
            }

            if (best is not null)
                leaves.Add(new CgroupLeaf(best, directory, []));
        }

        return Of(host, leaves);
    }

    /// <summary>
    /// What the start does: directories to make, limits to set, files or a directory to join by.
    /// Reads what the container's ancestors need first (v1 cpuset, v2 controllers), changes
    /// nothing.
    /// </summary>
    /// <exception cref="ContainerException">The resources contradict themselves.</exception>
    public abstract CgroupProgram Compile(ResourcesSpec? resources);

    /// <summary>Sets what the resources name and leaves the rest as it is.</summary>
    /// <exception cref="LinuxException">The kernel refuses a value.</exception>
    /// <exception cref="ContainerException">The resources contradict themselves.</exception>
    public abstract void Update(ResourcesSpec resources);

    /// <summary>Stops all processes where they are; returns when they have stopped.</summary>
    /// <exception cref="LinuxException">ETIMEDOUT: a process did not stop.</exception>
    public abstract void Pause();

    /// <summary>Lets stopped processes go on.</summary>
    public abstract void Resume();

    /// <summary>Whether the container is paused.</summary>
    public abstract bool IsPaused { get; }

    /// <summary>What the container has used, and what holds it back.</summary>
    public abstract CgroupStats ReadStats();

    /// <summary>How many of its processes the kernel killed for want of memory.</summary>
    public abstract long ReadOomKills();

    // Of a hybrid machine the v2 hierarchy is one more place to be in, and the better one for
    // what needs no controller: killing and freezing at once.
    private static Cgroup Of(CgroupHost host, List<CgroupLeaf> leaves) => host.Version switch
    {
        CgroupVersion.V1 => new CgroupV1(host, leaves),
        CgroupVersion.V2 => new CgroupV2(host, leaves),
        CgroupVersion.Hybrid => new CgroupHybrid(host, leaves),
        _ => throw new IOException(
            "no cgroup file system is mounted: mount -t cgroup2 none /sys/fs/cgroup"),
    };
}
