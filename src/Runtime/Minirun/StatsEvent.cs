using System.Text.Json;
using MiniDocker.Runtime.Cgroups;

namespace MiniDocker.Minirun;

/// <summary>Events of a container as runc writes them: one line of JSON each.</summary>
internal static class StatsEvent
{
    internal static void WriteOom(Stream output, string id)
    {
        using (Utf8JsonWriter json = new(output))
        {
            json.WriteStartObject();
            json.WriteString("type", "oom");
            json.WriteString("id", id);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    internal static void WriteStats(Stream output, string id, CgroupStats stats)
    {
        using (Utf8JsonWriter json = new(output))
        {
            json.WriteStartObject();
            json.WriteString("type", "stats");
            json.WriteString("id", id);
            json.WriteStartObject("data");
            WriteCpu(json, stats.Cpu);
            WriteMemory(json, stats.Memory);
            WritePids(json, stats);
            WriteDevices(json, stats.IO);
            WriteHugePages(json, stats.HugePages);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteCpu(Utf8JsonWriter json, CpuStats cpu)
    {
        json.WriteStartObject("cpu");
        json.WriteStartObject("usage");
        json.WriteNumber("total", cpu.UsageNanoseconds);
        json.WriteNumber("kernel", cpu.SystemNanoseconds);
        json.WriteNumber("user", cpu.UserNanoseconds);
        json.WriteEndObject();
        json.WriteStartObject("throttling");
        json.WriteNumber("periods", cpu.Periods);
        json.WriteNumber("throttledPeriods", cpu.ThrottledPeriods);
        json.WriteNumber("throttledTime", cpu.ThrottledNanoseconds);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMemory(Utf8JsonWriter json, MemoryStats memory)
    {
        json.WriteStartObject("memory");
        json.WriteNumber("cache", memory.Cache);
        json.WriteStartObject("usage");
        json.WriteNumber("limit", OrUnlimited(memory.Limit));
        json.WriteNumber("usage", memory.Usage);
        json.WriteNumber("max", memory.PeakUsage);
        json.WriteNumber("failcnt", memory.FailCount);
        json.WriteEndObject();
        json.WriteStartObject("swap");
        json.WriteNumber("usage", memory.Swap);
        json.WriteEndObject();
        json.WriteStartObject("raw");
        json.WriteNumber("anon", memory.Anonymous);
        json.WriteNumber("inactive_file", memory.InactiveFile);
        json.WriteNumber("oom_kill", memory.OomKills);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // 0 is runc's word for no limit of processes.
    private static void WritePids(Utf8JsonWriter json, CgroupStats stats)
    {
        json.WriteStartObject("pids");
        json.WriteNumber("current", stats.Pids);
        json.WriteNumber("limit", stats.PidsLimit == long.MaxValue ? 0 : stats.PidsLimit);
        json.WriteEndObject();
    }

    private static void WriteDevices(Utf8JsonWriter json, IReadOnlyList<DeviceIOStats> devices)
    {
        json.WriteStartObject("blkio");
        WriteDevices(json, "ioServiceBytesRecursive", devices,
            static device => (device.ReadBytes, device.WrittenBytes));
        WriteDevices(json, "ioServicedRecursive", devices,
            static device => (device.Reads, device.Writes));
        json.WriteEndObject();
    }

    private static void WriteDevices(
        Utf8JsonWriter json, string name, IReadOnlyList<DeviceIOStats> devices,
        Func<DeviceIOStats, (long Read, long Written)> figure)
    {
        json.WriteStartArray(name);
        foreach (DeviceIOStats device in devices)
        {
            (long read, long written) = figure(device);
            WriteOperation(json, device, "Read", read);
            WriteOperation(json, device, "Write", written);
        }

        json.WriteEndArray();
    }

    private static void WriteOperation(
        Utf8JsonWriter json, DeviceIOStats device, string operation, long value)
    {
        json.WriteStartObject();
        json.WriteNumber("major", device.Major);
        json.WriteNumber("minor", device.Minor);
        json.WriteString("op", operation);
        json.WriteNumber("value", value);
        json.WriteEndObject();
    }

    private static void WriteHugePages(Utf8JsonWriter json, IReadOnlyList<HugePageStats> pages)
    {
        json.WriteStartObject("hugetlb");
        foreach (HugePageStats page in pages)
        {
            json.WriteStartObject(page.PageSize);
            json.WriteNumber("usage", page.Usage);
            json.WriteNumber("failcnt", page.FailCount);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static ulong OrUnlimited(long limit) =>
        limit == long.MaxValue ? ulong.MaxValue : (ulong)limit;
}
