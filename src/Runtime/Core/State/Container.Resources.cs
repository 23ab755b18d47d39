using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;

namespace MiniDocker.Runtime.State;

/// <summary>What a running container's cgroups are asked for.</summary>
public sealed partial class Container
{
    /// <summary>Freezes all its processes.</summary>
    /// <exception cref="ContainerException">It is not running.</exception>
    public void Pause()
    {
        ContainerStatus status = ReadStatus();
        if (status is not (ContainerStatus.Running or ContainerStatus.Created))
        {
            throw new ContainerException($"cannot pause container '{Id}': it is {Name(status)}");
        }

        NeedCgroup().Pause();
    }

    /// <summary>Thaws them.</summary>
    /// <exception cref="ContainerException">It is not paused.</exception>
    public void Resume()
    {
        ContainerStatus status = ReadStatus();
        if (status != ContainerStatus.Paused)
        {
            throw new ContainerException($"cannot resume container '{Id}': it is {Name(status)}");
        }

        NeedCgroup().Resume();
    }

    /// <summary>Sets what the resources name and leaves the rest as it is.</summary>
    /// <exception cref="ContainerException">It is stopped.</exception>
    public void Update(ResourcesSpec resources)
    {
        if (ReadStatus() == ContainerStatus.Stopped)
        {
            throw NotRunning();
        }

        NeedCgroup().Update(resources);
    }

    /// <summary>What it has used.</summary>
    public CgroupStats ReadStats() => NeedCgroup().ReadStats();

    /// <summary>The ids of all its processes on the host.</summary>
    public IReadOnlyList<int> ReadProcesses() => Cgroup is { } cgroup
        ? cgroup.Processes()
        : State.Init.IsAlive ? [State.Init.Pid] : [];

    private Cgroup NeedCgroup() => Cgroup ?? throw new ContainerException(
        $"container '{Id}' has no cgroups of its own");
}
