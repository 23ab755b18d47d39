using System.Text.Json;

namespace MiniDocker.Benchmarks.Micro;

/// <summary>Bytes that our own benchmarks allocate, measured on this thread after a warm-up and
/// compared with the checked file.</summary>
internal static class AllocationPins
{
    // A runtime update may move a few objects; a buffer per entry is far above this.
    private const double Tolerance = 1.1;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static int Run(bool write)
    {
        TarReading tar = new();
        Gunzip gzip = new();
        SortedDictionary<string, long> measured = new(StringComparer.Ordinal)
        {
            ["Gunzip.MiniDocker"] = Measure(gzip.MiniDocker),
            ["TarReading.MiniDocker"] = Measure(tar.MiniDocker),
        };
        string path = Path.Combine(AppContext.BaseDirectory, "allocations.json");
        if (write)
        {
            Console.WriteLine(JsonSerializer.Serialize(measured, Indented));
            return 0;
        }
        var pinned = JsonSerializer.Deserialize<Dictionary<string, long>>(
            File.ReadAllText(path))!;
        int failed = 0;
        foreach ((string name, long bytes) in measured)
        {
            bool isMore = bytes > pinned[name] * Tolerance;
            failed += isMore ? 1 : 0;
            Console.WriteLine(
                $"{(isMore ? "MORE" : "ok")}  {name}: {bytes} bytes, pinned {pinned[name]}");
        }
        return failed == 0 ? 0 : 1;
    }

    private static long Measure(Func<long> benchmark)
    {
        benchmark();
        long before = GC.GetAllocatedBytesForCurrentThread();
        benchmark();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
