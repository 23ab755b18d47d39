using MiniDocker.Linux;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>Statistics from the files of a v2 cgroup.</summary>
internal static class StatsV2
{
    private const long NanosecondsPerMicrosecond = 1000;

    internal static CgroupStats Read(CgroupLeaf leaf) => new()
    {
        Memory = ReadMemory(leaf),
        Cpu = ReadCpu(KernelFile.TryRead(leaf.File("cpu.stat")) ?? ""),
        Pids = CgroupFile.ReadNumber(leaf.File("pids.current")),
        PidsLimit = KernelFile.TryRead(leaf.File("pids.max")) is { } max
            ? CgroupFile.Number(max) : long.MaxValue,
        IO = ParseIO(KernelFile.TryRead(leaf.File("io.stat")) ?? ""),
        HugePages = ReadHugePages(leaf),
        Pressure = ReadPressure(leaf),
    };

    internal static IReadOnlyList<PressureStats> ReadPressure(CgroupLeaf leaf)
    {
        List<PressureStats> pressure = [];
        foreach (string resource in (ReadOnlySpan<string>)["cpu", "memory", "io"])
        {
            if (KernelFile.TryRead(leaf.File(resource + ".pressure")) is { } text)
                pressure.Add(new(resource, Total(text, "some"), Total(text, "full")));
        }

        return pressure;
    }

    /// <summary>"8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6" for each device.</summary>
    internal static IReadOnlyList<DeviceIOStats> ParseIO(string text)
    {
        List<DeviceIOStats> devices = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ');
            string[] number = words[0].Split(':');
            if (number.Length == 2 && uint.TryParse(number[0], out uint major)
                && uint.TryParse(number[1], out uint minor))
            {
                devices.Add(new(major, minor, Value(words, "rbytes="), Value(words, "wbytes="),
                    Value(words, "rios="), Value(words, "wios=")));
            }
        }

        return devices;
    }

    private static CpuStats ReadCpu(string text) => new()
    {
        UsageNanoseconds = CgroupFile.Key(text, "usage_usec") * NanosecondsPerMicrosecond,
        UserNanoseconds = CgroupFile.Key(text, "user_usec") * NanosecondsPerMicrosecond,
        SystemNanoseconds = CgroupFile.Key(text, "system_usec") * NanosecondsPerMicrosecond,
        Periods = CgroupFile.Key(text, "nr_periods"),
        ThrottledPeriods = CgroupFile.Key(text, "nr_throttled"),
        ThrottledNanoseconds = CgroupFile.Key(text, "throttled_usec") * NanosecondsPerMicrosecond,
    };

    private static MemoryStats ReadMemory(CgroupLeaf leaf)
    {
        string stat = KernelFile.TryRead(leaf.File("memory.stat")) ?? "";
        string events = KernelFile.TryRead(leaf.File("memory.events")) ?? "";
        return new MemoryStats
        {
            Usage = CgroupFile.ReadNumber(leaf.File("memory.current")),
            PeakUsage = CgroupFile.ReadNumber(leaf.File("memory.peak")),
            Limit = KernelFile.TryRead(leaf.File("memory.max")) is { } max
                ? CgroupFile.Number(max) : long.MaxValue,
            Swap = CgroupFile.ReadNumber(leaf.File("memory.swap.current")),
            InactiveFile = CgroupFile.Key(stat, "inactive_file"),
            Cache = CgroupFile.Key(stat, "file"),
            Anonymous = CgroupFile.Key(stat, "anon"),
            FailCount = CgroupFile.Key(events, "max"),
            OomKills = CgroupFile.Key(events, "oom_kill"),
        };
    }

    private static List<HugePageStats> ReadHugePages(CgroupLeaf leaf)
    {
        List<HugePageStats> pages = [];
        foreach (string size in HugePageSizes.Read())
        {
            if (KernelFile.TryRead(leaf.File($"hugetlb.{size}.current")) is { } usage)
            {
                pages.Add(new(size, CgroupFile.Number(usage),
                    CgroupFile.ReadKey(leaf.File($"hugetlb.{size}.events"), "max")));
            }
        }

        return pages;
    }

    // "some avg10=0.00 avg60=0.00 avg300=0.00 total=123"
    private static long Total(string text, string kind)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith(kind, StringComparison.Ordinal))
                return Value(line.Split(' '), "total=");
        }

        return 0;
    }

    private static long Value(string[] words, string prefix)
    {
        foreach (string word in words)
        {
            if (word.StartsWith(prefix, StringComparison.Ordinal))
                return CgroupFile.Number(word.AsSpan(prefix.Length));
        }

        return 0;
    }
}
