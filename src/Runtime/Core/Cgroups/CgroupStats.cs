namespace MiniDocker.Runtime.Cgroups;

/// <summary>What a container has used. Sizes in bytes.
/// </summary>
public sealed record CgroupStats
{
    /// <summary>Memory.</summary>
    public MemoryStats Memory { get; init; } = new();

    /// <summary>Processor time.</summary>
    public CpuStats Cpu { get; init; } = new();

    /// <summary>Processes and threads that exist.</summary>
    public long Pids { get; init; }

    /// <summary>How many there may be; <see cref="long.MaxValue"/> for no limit.</summary>
    public long PidsLimit { get; init; } = long.MaxValue;

    /// <summary>Reads and writes by device.</summary>
    public IReadOnlyList<DeviceIOStats> IO { get; init; } = [];

    /// <summary>Huge pages by size.</summary>
    public IReadOnlyList<HugePageStats> HugePages { get; init; } = [];

    /// <summary>How long processes waited, by resource: cpu, memory, io.</summary>
    public IReadOnlyList<PressureStats> Pressure { get; init; } = [];
}
