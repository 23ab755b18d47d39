using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

/// <summary>The cgroup limits that <c>run</c>, <c>create</c> and <c>update</c> share.</summary>
internal sealed class LimitFlags
{
    private readonly ValueOption<long?> _cpuPeriod;
    private readonly ValueOption<long?> _cpuQuota;
    private readonly ValueOption<long?> _cpuShares;
    private readonly ValueOption<long?> _nanoCpus;
    private readonly ValueOption<string?> _cpusetCpus;
    private readonly ValueOption<string?> _cpusetMems;
    private readonly ValueOption<long?> _memory;
    private readonly ValueOption<long?> _memoryReservation;
    private readonly ValueOption<long?> _memorySwap;
    private readonly ValueOption<long?> _pids;

    internal LimitFlags(OptionSet options)
    {
        _cpuPeriod = options.Integer("cpu-period", '\0',
            "Limit CPU CFS (Completely Fair Scheduler) period");
        _cpuQuota = options.Integer("cpu-quota", '\0',
            "Limit CPU CFS (Completely Fair Scheduler) quota");
        _cpuShares = options.Integer("cpu-shares", 'c', "CPU shares (relative weight)");
        _nanoCpus = options.Value<long?>(
            "cpus", '\0', "decimal", "Number of CPUs", null, ParseCpus);
        _cpusetCpus = options.Text("cpuset-cpus",
            "CPUs in which to allow execution (0-3, 0,1)");
        _cpusetMems = options.Text("cpuset-mems",
            "MEMs in which to allow execution (0-3, 0,1)");
        _memory = options.Bytes("memory", 'm', "Memory limit");
        _memoryReservation = options.Bytes("memory-reservation", '\0', "Memory soft limit");
        _memorySwap = options.Bytes("memory-swap", '\0',
            "Swap limit equal to memory plus swap: '-1' to enable unlimited swap");
        _pids = options.Integer("pids-limit", '\0',
            "Tune container pids limit (set -1 for unlimited)");
    }

    /// <summary>What the flags change of a container's limits.</summary>
    internal HostConfig Apply(HostConfig host) => host with
    {
        CpuPeriod = _cpuPeriod.Value ?? host.CpuPeriod,
        CpuQuota = _cpuQuota.Value ?? host.CpuQuota,
        CpuShares = _cpuShares.Value ?? host.CpuShares,
        NanoCpus = _nanoCpus.Value ?? host.NanoCpus,
        CpusetCpus = _cpusetCpus.Value ?? host.CpusetCpus,
        CpusetMems = _cpusetMems.Value ?? host.CpusetMems,
        Memory = _memory.Value ?? host.Memory,
        MemoryReservation = _memoryReservation.Value ?? host.MemoryReservation,
        MemorySwap = _memorySwap.Value ?? host.MemorySwap,
        PidsLimit = _pids.Value ?? host.PidsLimit,
    };

    private static long? ParseCpus(string text) =>
        decimal.TryParse(text, out decimal cpus) && cpus is >= 0 and < 1_000_000
            ? (long)(cpus * 1_000_000_000)
            : throw new FormatException($"failed to parse {text} as a rational number");
}
