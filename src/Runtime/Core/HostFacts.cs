namespace MiniDocker.Runtime;

/// <summary>What a plan needs to know of the machine and of this process.</summary>
public sealed record HostFacts
{
    /// <summary>The effective user id.</summary>
    public uint Uid { get; init; }

    /// <summary>The effective group id.</summary>
    public uint Gid { get; init; }

    /// <summary>The capability bounding set, one bit per capability.</summary>
    public ulong BoundingCapabilities { get; init; }

    /// <summary>The permitted capability set.</summary>
    public ulong PermittedCapabilities { get; init; }

    /// <summary>Signals that are ignored, bit n-1 for signal n; they survive execve.</summary>
    public ulong IgnoredSignals { get; init; }

    /// <summary>
    /// Threads of this process: the main one and the runtime's finalizer are two.
    /// </summary>
    public int Threads { get; init; } = 2;

    /// <summary>Whether this process is already in a user namespace, where mknod fails.</summary>
    public bool IsInUserNamespace { get; init; }

    /// <summary>Whether this process may do what root of the machine may.</summary>
    public bool IsPrivileged => Uid == 0 && !IsInUserNamespace;

    /// <summary>The kernel's version.</summary>
    public Version Kernel { get; init; } = new(6, 18);

    /// <summary>Whether open_tree can clone a mount that is not attached.</summary>
    public bool ClonesDetachedMounts => Kernel >= new Version(6, 15);

    /// <summary>Whether overlayfs takes its layers one by one ("lowerdir+").</summary>
    public bool TakesLayersOneByOne => Kernel >= new Version(6, 5);

    /// <summary>Reads the facts of this process.</summary>
    public static HostFacts Read()
    {
        var facts = ProcStatusReader.Read(File.ReadAllBytes("/proc/self/status"));
        bool isWhole = File.ReadAllText("/proc/self/uid_map").AsSpan().Trim()
            .EndsWith("4294967295");
        return facts with
        {
            IsInUserNamespace = !isWhole,
            Kernel = Environment.OSVersion.Version,
        };
    }
}
