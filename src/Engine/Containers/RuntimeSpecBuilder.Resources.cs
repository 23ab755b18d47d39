using MiniDocker.Oci.Spec;

namespace MiniDocker.Engine.Containers;

internal sealed partial class RuntimeSpecBuilder
{
    private const long DefaultCpuPeriodUs = 100_000;
    private const long NanosPerCpu = 1_000_000_000;

    /// <summary>The limits of flags as a runtime takes them, also for <c>update</c>.</summary>
    internal static ResourcesSpec Limits(HostConfig host)
    {
        (long quota, long period) = host.NanoCpus > 0
            ? (host.NanoCpus * DefaultCpuPeriodUs / NanosPerCpu, DefaultCpuPeriodUs)
            : (host.CpuQuota, host.CpuPeriod);
        // Without a swap limit of its own a container gets as much swap as memory.
        long swap = host.MemorySwap == 0 && host.Memory > 0 ? host.Memory * 2 : host.MemorySwap;
        return new ResourcesSpec
        {
            Memory = host.Memory == 0 && host.MemoryReservation == 0 && swap == 0 ? null : new()
            {
                Limit = NullIfZero(host.Memory),
                Reservation = NullIfZero(host.MemoryReservation),
                Swap = NullIfZero(swap),
            },
            Cpu = host.CpuShares == 0 && quota == 0 && period == 0
                && host.CpusetCpus.Length == 0 && host.CpusetMems.Length == 0 ? null : new()
            {
                Shares = host.CpuShares == 0 ? null : (ulong)host.CpuShares,
                Quota = NullIfZero(quota),
                Period = period == 0 ? null : (ulong)period,
                Cpus = host.CpusetCpus.Length == 0 ? null : host.CpusetCpus,
                Mems = host.CpusetMems.Length == 0 ? null : host.CpusetMems,
            },
            Pids = host.PidsLimit is null or 0 ? null : new() { Limit = host.PidsLimit },
        };
    }

    private ResourcesSpec Resources() => Limits(_host) with
    {
        Devices = _host.Privileged ? HostDevices.EveryRule : HostDevices.Rules(_host.Devices),
    };

    private static long? NullIfZero(long value) => value == 0 ? null : value;
}
