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
            b.Begin("make cgroup {0}", directory, null,
                "the container's resources are counted here");
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
            if (cgroup.DeviceProgram is { } program)
                FilterDevices(c, c.CloneInto.Value, program);
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

    // cgroup v2 has no file for devices, a program decides. Without privilege there is no way to
    // attach one, and the devices that a user reaches are those that the host lets it have.
    private static void FilterDevices(LaunchContext c, Slot cgroup, byte[] program)
    {
        const uint BPF_PROG_LOAD = 5, BPF_PROG_ATTACH = 8, BPF_PROG_TYPE_CGROUP_DEVICE = 15,
            BPF_CGROUP_DEVICE = 6, BPF_F_ALLOW_MULTI = 2;
        const int attributeBytes = 128;
        PlanBuilder b = c.Builder;
        b.Begin("filter devices", "linux.resources.devices: a program answers for the cgroup");
        byte* instructions = b.Arena.Take(program.Length);
        program.CopyTo(new Span<byte>(instructions, program.Length));
        // union bpf_attr: type, count, instructions, license. man 2 bpf.
        byte* load = b.Arena.Take(attributeBytes);
        ((uint*)load)[0] = BPF_PROG_TYPE_CGROUP_DEVICE;
        ((uint*)load)[1] = (uint)program.Length / 8;
        ((ulong*)load)[1] = (ulong)instructions;
        ((ulong*)load)[2] = b.Text("Apache").Value;
        StepHandle loaded = b.Call(Syscall.bpf, BPF_PROG_LOAD, load, attributeBytes)
            .Tolerate(c.Host.IsPrivileged ? 0 : EPERM);
        Slot filter = loaded.Into("filter");
        // The same union for an attach: cgroup, program, kind, flags.
        uint* attach = (uint*)b.Arena.Take(attributeBytes);
        attach[2] = BPF_CGROUP_DEVICE;
        attach[3] = BPF_F_ALLOW_MULTI;
        b.Do(StepOperation.Store, attach, cgroup);
        b.Do(StepOperation.Store, attach + 1, filter);
        b.Call(Syscall.bpf, BPF_PROG_ATTACH, attach, attributeBytes)
            .Tolerate(c.Host.IsPrivileged ? 0 : EPERM);
        c.Close(filter);
        b.LandTolerated(loaded);
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
