using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>
/// Resources as the files of v1 controllers. Documentation of the kernel: admin-guide/cgroup-v1.
/// </summary>
internal static class ResourcesV1
{
    /// <summary>All files but those of devices, in the order that a new cgroup takes.</summary>
    internal static void Add(ResourceWriter w, ResourcesSpec resources)
    {
        AddMemory(w, resources.Memory);
        AddCpu(w, resources.Cpu);
        if (resources.Pids?.Limit is { } pids and not 0)
            w.Set("pids", "pids.max", pids < 0 ? "max" : $"{pids}");
        AddBlockIO(w, resources.BlockIO);
        foreach (HugepageLimitSpec huge in resources.HugepageLimits)
        {
            w.Set("hugetlb", $"hugetlb.{huge.PageSize}.limit_in_bytes", $"{huge.Limit}");
            w.Set("hugetlb", $"hugetlb.{huge.PageSize}.rsvd.limit_in_bytes", $"{huge.Limit}", true);
        }

        if (resources.Network?.ClassId is { } classId)
            w.Set("net_cls", "net_cls.classid", $"{classId}");
        foreach (InterfacePrioritySpec priority in resources.Network?.Priorities ?? [])
            w.Set("net_prio", "net_prio.ifpriomap", $"{priority.Name} {priority.Priority}");
        foreach ((string device, RdmaSpec limit) in
            resources.Rdma ?? new Dictionary<string, RdmaSpec>())
        {
            w.Set("rdma", "rdma.max", ResourcesV2.Rdma(device, limit));
        }

        w.SetUnified(resources.Unified);
    }

    /// <summary>The devices of a cgroup: none or all first, then the exceptions.</summary>
    internal static void AddDevices(ResourceWriter w, DeviceRules rules)
    {
        // Only a cgroup whose parent may use everything can be allowed everything.
        w.Set("devices", rules.AllowsAll ? "devices.allow" : "devices.deny", "a",
            isOptional: rules.AllowsAll);
        string file = rules.AllowsAll ? "devices.deny" : "devices.allow";
        foreach (DeviceException exception in rules.Exceptions)
            w.Set("devices", file, exception.ToString());
    }

    private static void AddMemory(ResourceWriter w, MemorySpec? memory)
    {
        if (memory is null)
            return;
        // It cannot be changed once there are limits; kernels from 5.11 know only 1.
        w.Set("memory", "memory.use_hierarchy", Flag(memory.UseHierarchy), isOptional: true);
        w.Set("memory", "memory.limit_in_bytes", Amount(memory.Limit));
        w.Set("memory", "memory.memsw.limit_in_bytes", Amount(memory.Swap));
        w.Set("memory", "memory.soft_limit_in_bytes", Amount(memory.Reservation));
        w.Set("memory", "memory.kmem.limit_in_bytes", Amount(memory.Kernel), isOptional: true);
        w.Set("memory", "memory.kmem.tcp.limit_in_bytes", Amount(memory.KernelTcp), true);
        w.Set("memory", "memory.swappiness", Text(memory.Swappiness));
        w.Set("memory", "memory.oom_control", Flag(memory.DisableOomKiller));
    }

    private static void AddCpu(ResourceWriter w, CpuSpec? cpu)
    {
        if (cpu is null)
            return;
        w.Set("cpu", "cpu.shares", cpu.Shares is 0 ? null : Text(cpu.Shares));
        w.Set("cpu", "cpu.cfs_period_us", cpu.Period is 0 ? null : Text(cpu.Period));
        w.Set("cpu", "cpu.cfs_quota_us", cpu.Quota is 0 ? null : Text(cpu.Quota));
        w.Set("cpu", "cpu.cfs_burst_us", Text(cpu.Burst));
        w.Set("cpu", "cpu.rt_period_us", cpu.RealtimePeriod is 0 ? null : Text(cpu.RealtimePeriod));
        w.Set("cpu", "cpu.rt_runtime_us",
            cpu.RealtimeRuntime is 0 ? null : Text(cpu.RealtimeRuntime));
        w.Set("cpu", "cpu.idle", Text(cpu.Idle));
        w.Set("cpuset", "cpuset.cpus", string.IsNullOrEmpty(cpu.Cpus) ? null : cpu.Cpus);
        w.Set("cpuset", "cpuset.mems", string.IsNullOrEmpty(cpu.Mems) ? null : cpu.Mems);
    }

    private static void AddBlockIO(ResourceWriter w, BlockIOSpec? io)
    {
        if (io is null)
            return;
        // Which scheduler has weights depends on the kernel; one without them has no file.
        string? weight = io.Weight is 0 ? null : Text(io.Weight);
        w.Set("blkio", "blkio.weight", weight, isOptional: true);
        w.Set("blkio", "blkio.bfq.weight", weight, isOptional: true);
        w.Set("blkio", "blkio.leaf_weight", io.LeafWeight is 0 ? null : Text(io.LeafWeight), true);
        foreach (WeightDeviceSpec device in io.WeightDevice)
        {
            string number = $"{device.Major}:{device.Minor} ";
            string? own = device.Weight is null or 0 ? null : number + device.Weight;
            w.Set("blkio", "blkio.weight_device", own, isOptional: true);
            w.Set("blkio", "blkio.bfq.weight_device", own, isOptional: true);
            w.Set("blkio", "blkio.leaf_weight_device",
                device.LeafWeight is null or 0 ? null : number + device.LeafWeight, true);
        }

        w.SetEach("blkio", "blkio.throttle.read_bps_device", io.ThrottleReadBpsDevice);
        w.SetEach("blkio", "blkio.throttle.write_bps_device", io.ThrottleWriteBpsDevice);
        w.SetEach("blkio", "blkio.throttle.read_iops_device", io.ThrottleReadIopsDevice);
        w.SetEach("blkio", "blkio.throttle.write_iops_device", io.ThrottleWriteIopsDevice);
    }

    // 0 is what engines write for "not given".
    private static string? Amount(long? bytes) =>
        bytes is null or 0 ? null : bytes < 0 ? "-1" : $"{bytes}";

    private static string? Flag(bool? value) =>
        value is null ? null : value.Value ? "1" : "0";

    private static string? Text<T>(T? value) where T : struct => value?.ToString();
}
