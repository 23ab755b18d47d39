namespace MiniDocker.Runtime.Cgroups;

/// <summary>A container's memory, in bytes.</summary>
public sealed record MemoryStats
{
    /// <summary>All that is charged to it, page cache included.</summary>
    public long Usage { get; init; }

    /// <summary>The most it ever was; 0 if the kernel does not keep it.</summary>
    public long PeakUsage { get; init; }

    /// <summary>Its limit; <see cref="long.MaxValue"/> for none.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>Swap that it uses.</summary>
    public long Swap { get; init; }

    /// <summary>Page cache that was not used lately, which `stats` does not count.</summary>
    public long InactiveFile { get; init; }

    /// <summary>Page cache.</summary>
    public long Cache { get; init; }

    /// <summary>Anonymous memory.</summary>
    public long Anonymous { get; init; }

    /// <summary>How often the limit was in the way.</summary>
    public long FailCount { get; init; }

    /// <summary>How many processes were killed for want of memory.</summary>
    public long OomKills { get; init; }

    /// <summary>What `docker stats` calls usage: without the cache that can be dropped.</summary>
    public long WorkingSet => Usage > InactiveFile ? Usage - InactiveFile : Usage;
}
