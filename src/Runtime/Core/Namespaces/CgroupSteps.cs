using System.Text;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Namespaces;

/// <summary>
/// The container's cgroups. Nobody writes a pid to cgroup.procs, which waits 7 to 18 ms for other
/// CPUs: on v1 the child writes 0 to each `tasks` file, on v2 clone3 puts it there.
/// </summary>
internal static unsafe class CgroupSteps
{
    /// <summary>In the parent: makes the directories, sets the limits, opens the ways in.</summary>
    internal static void Prepare(LaunchContext c)
    {
        if (c.Options.Cgroup is not { } cgroup)
            return;
        PlanBuilder b = c.Builder;
        foreach (string directory in cgroup.Directories)
        {
            b.Begin("make cgroup {0}", directory, null, "the container's resources are counted here");
            b.Call(Syscall.mkdirat, AT_FDCWD, b.Text(directory), Rootfs.RootfsPath.DirectoryMode)
                .Tolerate(EEXIST);
        }
        foreach (CgroupWrite write in cgroup.Writes)
            Write(c, write);
        foreach (string file in cgroup.JoinFiles)
        {
            b.Begin("open {0}", file, null, "the child joins by a handle");
            c.TaskFiles.Add(c.OpenHost(file, O_WRONLY, "tasks"));
        }
        if (cgroup.CloneInto is { } directoryToJoin)
        {
            b.Begin("open cgroup {0}", directoryToJoin, null, "clone3 puts the child into it");
            c.CloneInto = c.OpenHost(directoryToJoin, O_PATH | O_DIRECTORY, "cgroup");
        }
    }

    /// <summary>In the child: joins the v1 hierarchies.</summary>
    internal static void Join(LaunchContext c)
    {
        if (c.TaskFiles.Count == 0)
            return;
        c.Builder.Begin("join cgroups", "a thread that moves itself waits for nobody");
        foreach (Slot tasks in c.TaskFiles)
            c.Builder.Call(Syscall.write, tasks, c.Builder.Text("0"), 1);
    }

    private static void Write(LaunchContext c, CgroupWrite write)
    {
        PlanBuilder b = c.Builder;
        b.Begin("set {0} to {1}", write.Path, write.Value, "linux.resources");
        StepHandle open = b.Call(Syscall.openat, AT_FDCWD, b.Text(write.Path),
            O_WRONLY | O_CLOEXEC).Tolerate(write.IsOptional ? ENOENT : 0);
        Slot file = open.Into("file");
        b.Call(Syscall.write, file, b.Text(write.Value), Encoding.UTF8.GetByteCount(write.Value))
            .Tolerate(write.IsOptional ? Step.AnyErrno : 0);
        c.Close(file);
        b.LandTolerated(open);
    }
}
