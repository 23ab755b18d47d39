using MiniDocker.Linux;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Cgroups;

/// <content>What a new container must not be put into.</content>
public abstract partial class Cgroup
{
    // A second container in a cgroup would be killed with the first, and one that is frozen
    // never starts.
    private protected void RefuseOccupied()
    {
        CgroupLeaf leaf = TreeLeaf();
        if (KernelFile.TryRead(leaf.File("cgroup.procs")) is { Length: > 0 })
        {
            throw new ContainerException(
                $"cgroup {leaf.Directory} has processes: remove them, or use another cgroupsPath");
        }

        if (IsPaused)
        {
            throw new ContainerException(
                $"cgroup {leaf.Directory} is frozen: resume it, or use another cgroupsPath");
        }
    }
}
