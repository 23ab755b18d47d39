using MiniDocker.Linux;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>Statistics from the files of v1 controllers; an absent one counts nothing.</summary>
internal static class StatsV1
{
    // cpuacct.stat counts in USER_HZ, which is 100 on every architecture.
    private const long NanosecondsPerTick = 10_000_000;

    // What the kernel writes for "no limit" is the largest page count.
    private const long Unlimited = 0x7FFF_FFFF_FFFF_F000;

    internal static CgroupStats Read(Func<string, CgroupLeaf?> leafOf) => new()
    {
        Memory = leafOf("memory") is { } memory ? ReadMemory(memory) : new MemoryStats(),
        Cpu = ReadCpu(leafOf("cpuacct"), leafOf("cpu")),
        Pids = leafOf("pids") is { } pids ? CgroupFile.ReadNumber(pids.File("pids.current")) : 0,
        PidsLimit = leafOf("pids") is { } limit
            ? CgroupFile.ReadNumber(limit.File("pids.max")) : long.MaxValue,
        IO = leafOf("blkio") is { } blkio ? ReadIO(blkio) : [],
        HugePages = leafOf("hugetlb") is { } hugetlb ? ReadHugePages(hugetlb) : [],
    };

    /// <summary>"8:0 Read 4096" lines of bytes and of requests, put together by device.</summary>
    internal static IReadOnlyList<DeviceIOStats> ParseIO(string bytes, string requests)
    {
        List<DeviceIOStats> devices = [];
        foreach ((string text, bool isBytes) in
            (ReadOnlySpan<(string, bool)>)[(bytes, true), (requests, false)])
        {
            foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Add(devices, line, isBytes);
        }

        return devices;
    }

    private static void Add(List<DeviceIOStats> devices, string line, bool isBytes)
    {
        string[] words = line.Split(' ');
        string[] number = words[0].Split(':');
        if (words.Length != 3 || words[1] is not ("Read" or "Write") || number.Length != 2
            || !uint.TryParse(number[0], out uint major)
            || !uint.TryParse(number[1], out uint minor))
        {
            return;
        }

        int at = devices.FindIndex(d => d.Major == major && d.Minor == minor);
        DeviceIOStats device = at < 0 ? new(major, minor, 0, 0, 0, 0) : devices[at];
        long value = CgroupFile.Number(words[2]);
        device = (words[1], isBytes) switch
        {
            ("Read", true) => device with { ReadBytes = value },
            ("Write", true) => device with { WrittenBytes = value },
            ("Read", false) => device with { Reads = value },
            _ => device with { Writes = value },
        };
        if (at < 0)
            devices.Add(device);
        else
            devices[at] = device;
    }

    private static MemoryStats ReadMemory(CgroupLeaf leaf)
    {
        string stat = KernelFile.TryRead(leaf.File("memory.stat")) ?? "";
        long usage = CgroupFile.ReadNumber(leaf.File("memory.usage_in_bytes"));
        long limit = CgroupFile.ReadNumber(leaf.File("memory.limit_in_bytes"));
        long both = CgroupFile.ReadNumber(leaf.File("memory.memsw.usage_in_bytes"));
        return new MemoryStats
        {
            Usage = usage,
            PeakUsage = CgroupFile.ReadNumber(leaf.File("memory.max_usage_in_bytes")),
            Limit = limit >= Unlimited ? long.MaxValue : limit,
            Swap = Math.Max(0, both - usage),
            InactiveFile = CgroupFile.Key(stat, "total_inactive_file"),
            Cache = CgroupFile.Key(stat, "total_cache"),
            Anonymous = CgroupFile.Key(stat, "total_rss"),
            FailCount = CgroupFile.ReadNumber(leaf.File("memory.failcnt")),
            OomKills = CgroupFile.ReadKey(leaf.File("memory.oom_control"), "oom_kill"),
        };
    }

    private static CpuStats ReadCpu(CgroupLeaf? account, CgroupLeaf? cpu)
    {
        string time = account is null ? "" : KernelFile.TryRead(account.File("cpuacct.stat")) ?? "";
        string quota = cpu is null ? "" : KernelFile.TryRead(cpu.File("cpu.stat")) ?? "";
        return new CpuStats
        {
            UsageNanoseconds = account is null
                ? 0 : CgroupFile.ReadNumber(account.File("cpuacct.usage")),
            UserNanoseconds = CgroupFile.Key(time, "user") * NanosecondsPerTick,
            SystemNanoseconds = CgroupFile.Key(time, "system") * NanosecondsPerTick,
            Periods = CgroupFile.Key(quota, "nr_periods"),
            ThrottledPeriods = CgroupFile.Key(quota, "nr_throttled"),
            ThrottledNanoseconds = CgroupFile.Key(quota, "throttled_time"),
        };
    }

    private static IReadOnlyList<DeviceIOStats> ReadIO(CgroupLeaf leaf)
    {
        string? bytes = KernelFile.TryRead(
            leaf.File("blkio.bfq.io_service_bytes_recursive"));
        // Schedulers other than BFQ leave its files empty; the throttling layer counts all.
        if (string.IsNullOrEmpty(bytes) || !bytes.Contains(':'))
        {
            return ParseIO(
                KernelFile.TryRead(leaf.File("blkio.throttle.io_service_bytes_recursive")) ?? "",
                KernelFile.TryRead(leaf.File("blkio.throttle.io_serviced_recursive")) ?? "");
        }

        return ParseIO(
            bytes, KernelFile.TryRead(leaf.File("blkio.bfq.io_serviced_recursive")) ?? "");
    }

    private static List<HugePageStats> ReadHugePages(CgroupLeaf leaf)
    {
        List<HugePageStats> pages = [];
        foreach (string size in HugePageSizes.Read())
        {
            pages.Add(new(size,
                CgroupFile.ReadNumber(leaf.File($"hugetlb.{size}.usage_in_bytes")),
                CgroupFile.ReadNumber(leaf.File($"hugetlb.{size}.failcnt"))));
        }

        return pages;
    }
}
