using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>
/// Resources as the files of the v2 hierarchy. Documentation of the kernel:
/// admin-guide/cgroup-v2.rst.
/// </summary>
internal static class ResourcesV2
{
    private const long DefaultPeriodUs = 100_000;

    /// <summary>All files; devices have none.</summary>
    internal static void Add(ResourceWriter w, ResourcesSpec resources, string? currentCpuMax)
    {
        AddMemory(w, resources.Memory);
        AddCpu(w, resources.Cpu, currentCpuMax);
        if (resources.Pids?.Limit is { } pids and not 0)
            w.Set("", "pids.max", Amount(pids));
        AddIO(w, resources.BlockIO);
        foreach (HugepageLimitSpec huge in resources.HugepageLimits)
        {
            w.Set("", $"hugetlb.{huge.PageSize}.max", $"{huge.Limit}");
            w.Set("", $"hugetlb.{huge.PageSize}.rsvd.max", $"{huge.Limit}", isOptional: true);
        }

        foreach ((string device, RdmaSpec limit) in
            resources.Rdma ?? new Dictionary<string, RdmaSpec>())
        {
            w.Set("", "rdma.max", Rdma(device, limit));
        }

        w.SetUnified(resources.Unified);
    }

    /// <summary>A line of rdma.max, the same in both versions.</summary>
    internal static string Rdma(string device, RdmaSpec limit) => device
        + (limit.HcaHandles is { } handles ? $" hca_handle={handles}" : "")
        + (limit.HcaObjects is { } objects ? $" hca_object={objects}" : "");

    /// <summary>
    /// v1 shares (2 to 262144, default 1024) as a v2 weight (1 to 10000, default 100): the curve
    /// through those three points that runc and crun use since 2025.
    /// </summary>
    internal static ulong Weight(ulong shares)
    {
        if (shares <= 2)
            return 1;
        if (shares >= 262_144)
            return 10_000;
        double log = Math.Log2(shares);
        double exponent = (log * log + 125 * log) / 612.0 - 7.0 / 34.0;
        return (ulong)Math.Ceiling(Math.Pow(10, exponent));
    }

    /// <summary>A v1 weight (10 to 1000) as a v2 one (1 to 10000).</summary>
    internal static int IOWeight(int weight) => 1 + (weight - 10) * 9999 / 990;

    private static void AddMemory(ResourceWriter w, MemorySpec? memory)
    {
        if (memory is null)
            return;
        if (memory.Limit is { } limit and not 0)
            w.Set("", "memory.max", Amount(limit));
        w.Set("", "memory.swap.max", Swap(memory), isOptional: memory.Swap is null or 0);
        if (memory.Reservation is { } reservation and not 0)
            w.Set("", "memory.low", Amount(reservation));
    }

    // v1 limits memory and swap together, v2 swap alone.
    private static string? Swap(MemorySpec memory)
    {
        long limit = memory.Limit ?? 0;
        switch (memory.Swap ?? 0)
        {
            case 0: return limit < 0 ? "max" : null;
            case < 0: return "max";
            case var both when limit <= 0:
                throw new ContainerException(
                    $"linux.resources.memory: swap {both} needs a limit, which it includes");
            case var both when both < limit:
                throw new ContainerException(
                    $"linux.resources.memory: swap {both} includes the limit and is below {limit}");
            case var both: return $"{both - limit}";
        }
    }

    private static void AddCpu(ResourceWriter w, CpuSpec? cpu, string? currentCpuMax)
    {
        if (cpu is null)
            return;
        w.Set("", "cpu.idle", cpu.Idle?.ToString());
        // An idle cgroup has no weight of its own.
        if (cpu.Shares is { } shares and not 0 && cpu.Idle is null or 0)
            w.Set("", "cpu.weight", $"{Weight(shares)}");
        w.Set("", "cpu.max", CpuMax(cpu, currentCpuMax));
        w.Set("", "cpu.max.burst", cpu.Burst?.ToString());
        w.Set("", "cpuset.cpus", string.IsNullOrEmpty(cpu.Cpus) ? null : cpu.Cpus);
        w.Set("", "cpuset.mems", string.IsNullOrEmpty(cpu.Mems) ? null : cpu.Mems);
    }

    // Quota and period share a file; what an update does not name stays.
    private static string? CpuMax(CpuSpec cpu, string? current)
    {
        if (cpu.Quota is null or 0 && cpu.Period is null or 0)
            return null;
        string[] parts = (current ?? "max").Trim().Split(' ');
        string quota = cpu.Quota is null or 0 ? parts[0] : Amount(cpu.Quota.Value);
        string period = cpu.Period is { } given and not 0 ? $"{given}"
            : parts.Length > 1 ? parts[1] : $"{DefaultPeriodUs}";
        return $"{quota} {period}";
    }

    private static void AddIO(ResourceWriter w, BlockIOSpec? io)
    {
        if (io is null)
            return;
        if (io.Weight is { } weight and not 0)
        {
            // BFQ keeps v1's range; a kernel has either file, both or none.
            w.Set("", "io.bfq.weight", $"{weight}", isOptional: true);
            w.Set("", "io.weight", $"default {IOWeight(weight)}", isOptional: true);
        }

        foreach (WeightDeviceSpec device in io.WeightDevice)
        {
            if (device.Weight is { } own and not 0)
            {
                string number = $"{device.Major}:{device.Minor}";
                w.Set("", "io.bfq.weight", $"{number} {own}", isOptional: true);
                w.Set("", "io.weight", $"{number} {IOWeight(own)}", isOptional: true);
            }
        }

        w.SetEach("", "io.max", io.ThrottleReadBpsDevice, "rbps=");
        w.SetEach("", "io.max", io.ThrottleWriteBpsDevice, "wbps=");
        w.SetEach("", "io.max", io.ThrottleReadIopsDevice, "riops=");
        w.SetEach("", "io.max", io.ThrottleWriteIopsDevice, "wiops=");
    }

    private static string Amount(long value) => value < 0 ? "max" : $"{value}";
}
