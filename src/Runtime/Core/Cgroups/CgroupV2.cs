using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>One hierarchy for all controllers.</summary>
internal sealed class CgroupV2(CgroupHost host, IReadOnlyList<CgroupLeaf> leaves)
    : Cgroup(host, leaves)
{
    private CgroupLeaf Own => Leaves[0];

    public override bool IsPaused =>
        CgroupFile.ReadKey(Own.File("cgroup.events"), "frozen") == 1;

    public override CgroupProgram Compile(ResourcesSpec? resources)
    {
        RefuseOccupied();
        List<CgroupWrite> writes = [];
        AddControllers(writes);
        ResourceWriter writer = new(Leaves);
        ResourcesV2.Add(writer, resources ?? new ResourcesSpec(), currentCpuMax: null);
        writes.AddRange(writer.Writes);
        return new CgroupProgram
        {
            Directories = Own.Levels,
            Writes = writes,
            CloneInto = Own.Directory,
            DeviceProgram = DeviceProgram.Assemble(DeviceRules.Of(resources?.Devices ?? [])),
            Mounts = [new CgroupMountPoint("", "cgroup2", "", Own.Directory, [])],
        };
    }

    public override void Update(ResourcesSpec resources)
    {
        RefuseTooLittleMemory(resources.Memory);
        ResourceWriter writer = new(Leaves);
        ResourcesV2.Add(writer, resources, KernelFile.TryRead(Own.File("cpu.max")));
        foreach (CgroupWrite write in writer.Writes)
        {
            Errno errno = KernelFile.TryWrite(write.Path, write.Value);
            if (errno != Errno.None && !write.IsOptional)
                throw new LinuxException("write", $"{write.Path}, {write.Value}", errno);
        }

        if (resources.Devices.Count > 0)
        {
            DeviceFilters.Replace(
                Own.Directory, DeviceProgram.Assemble(DeviceRules.Of(resources.Devices)));
        }
    }

    public override void Pause()
    {
        KernelFile.Write(Own.File("cgroup.freeze"), "1");
        Wait.Until(() => IsPaused, "freeze", Own.Directory);
    }

    public override void Resume() => _ = KernelFile.TryWrite(Own.File("cgroup.freeze"), "0");

    public override CgroupStats ReadStats() => StatsV2.Read(Own);

    public override long ReadOomKills() =>
        CgroupFile.ReadKey(Own.File("memory.events"), "oom_kill");

    // Each level above hands its controllers down; those that are handed down already cost no
    // write. One that cannot be (EBUSY: processes of its own) is missed only if a limit needs it.
    private void AddControllers(List<CgroupWrite> writes)
    {
        if (Own.Levels.Count == 0)
            return;
        string level = Path.GetDirectoryName(Own.Levels[0])!;
        string[] available = Words(level + "/cgroup.controllers");
        foreach (string below in Own.Levels)
        {
            string[] given = Words(level + "/cgroup.subtree_control");
            foreach (string controller in available)
            {
                if (Array.IndexOf(given, controller) < 0)
                {
                    writes.Add(new CgroupWrite(
                        level + "/cgroup.subtree_control", "+" + controller, IsOptional: true));
                }
            }

            level = below;
        }
    }

    // memory.max kills to get below itself, where v1 refused.
    private void RefuseTooLittleMemory(MemorySpec? memory)
    {
        if (memory is not { CheckBeforeUpdate: true, Limit: > 0 and { } limit })
            return;
        long used = CgroupFile.ReadNumber(Own.File("memory.current"));
        if (limit < used)
        {
            throw new ContainerException(
                $"cannot limit memory to {limit} bytes: the container uses {used}");
        }
    }

    private static string[] Words(string file) => (KernelFile.TryRead(file) ?? "")
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
