using MiniDocker.Linux;

namespace MiniDocker.Runtime.Cgroups;

/// <content>The processes inside, and the end of it all.</content>
public abstract partial class Cgroup
{
    private const int SIGKILL = 9;

    /// <summary>
    /// Sends a signal to every process, also to those in cgroups that the container made.
    /// SIGKILL leaves none behind: it is repeated until no process is left to fork.
    /// </summary>
    /// <exception cref="LinuxException">ETIMEDOUT: processes outlived SIGKILL.</exception>
    public void Kill(int signal)
    {
        if (signal != SIGKILL)
        {
            foreach (int pid in Processes())
                Signal(pid, signal);
            return;
        }

        // Since 5.14 the kernel does it in one go, frozen processes included.
        CgroupLeaf? unified = UnifiedLeaf();
        bool isDone = unified is not null
            && KernelFile.TryWrite(unified.File("cgroup.kill"), "1") == Errno.None;
        if (!isDone)
        {
            foreach (int pid in Processes())
                Signal(pid, SIGKILL);
        }

        // A process in v1's freezer dies only once it thaws.
        Resume();
        Wait.Until(
            () =>
            {
                IReadOnlyList<int> left = Processes();
                foreach (int pid in left)
                    Signal(pid, SIGKILL);
                return left.Count == 0;
            },
            "kill", TreeLeaf().Directory);
    }

    /// <summary>The ids of all processes, each once.</summary>
    public IReadOnlyList<int> Processes()
    {
        List<int> pids = [];
        AddProcesses(TreeLeaf().Directory, pids);
        return pids;
    }

    /// <summary>
    /// Removes the directories and those below them. Gone ones are fine. The kernel may hold on
    /// to a cgroup for a moment after its last process.
    /// </summary>
    /// <exception cref="LinuxException">ETIMEDOUT: there are still processes in it.</exception>
    public void Remove()
    {
        foreach (CgroupLeaf leaf in Leaves)
            Wait.Until(() => TryRemove(leaf.Directory), "rmdir", leaf.Directory);
    }

    /// <summary>
    /// Gives a v2 cgroup to the root of a user namespace, which may then make cgroups in it.
    /// Documentation of the kernel: admin-guide/cgroup-v2.rst, "Model of Delegation".
    /// </summary>
    public void Delegate(uint uid, uint gid)
    {
        if (Host.Version != CgroupVersion.V2 || UnifiedLeaf() is not { } leaf)
            return;
        _ = KernelFile.TryChangeOwner(leaf.Directory, uid, gid);
        string files = KernelFile.TryRead("/sys/kernel/cgroup/delegate")
            ?? "cgroup.procs\ncgroup.threads\ncgroup.subtree_control\n";
        foreach (string file in files.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            _ = KernelFile.TryChangeOwner(leaf.File(file), uid, gid);
    }

    /// <summary>The leaf in which every process of the container is sure to be.</summary>
    private protected virtual CgroupLeaf TreeLeaf() => Leaves[0];

    private protected CgroupLeaf? UnifiedLeaf()
    {
        foreach (CgroupLeaf leaf in Leaves)
        {
            if (leaf.Hierarchy.IsUnified)
                return leaf;
        }

        return null;
    }

    private protected CgroupLeaf? Leaf(string controller)
    {
        foreach (CgroupLeaf leaf in Leaves)
        {
            if (leaf.Hierarchy.Has(controller))
                return leaf;
        }

        return null;
    }

    private static void Signal(int pid, int signal)
    {
        using PidFd? process = PidFd.TryOpen(pid);
        process?.TrySignal(signal);
    }

    private static void AddProcesses(string directory, List<int> pids)
    {
        string? text = KernelFile.TryRead(directory + "/cgroup.procs");
        foreach (string line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // 0 is a process that this process's PID namespace does not show.
            if (int.TryParse(line, out int pid) && pid > 0 && !pids.Contains(pid))
                pids.Add(pid);
        }

        foreach (string child in Children(directory))
            AddProcesses(child, pids);
    }

    private static bool TryRemove(string directory)
    {
        Errno errno = KernelFile.TryRemoveDirectory(directory);
        if (errno is Errno.None or Errno.ENOENT)
            return true;
        foreach (string child in Children(directory))
            TryRemove(child);
        errno = KernelFile.TryRemoveDirectory(directory);
        return errno is Errno.None or Errno.ENOENT
            || (errno is Errno.EBUSY or Errno.ENOTEMPTY
                ? false
                : throw new LinuxException("rmdir", directory, errno));
    }

    private static string[] Children(string directory)
    {
        try
        {
            return System.IO.Directory.GetDirectories(directory);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
