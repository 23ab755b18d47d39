using MiniDocker.Oci;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Credentials;

/// <summary>Resource limits. man 2 prlimit.</summary>
internal static unsafe class RlimitSteps
{
    // include/uapi/asm-generic/resource.h; the same on the architectures that run here.
    private static readonly string[] Names =
    [
        "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_DATA", "RLIMIT_STACK", "RLIMIT_CORE",
        "RLIMIT_RSS", "RLIMIT_NPROC", "RLIMIT_NOFILE", "RLIMIT_MEMLOCK", "RLIMIT_AS",
        "RLIMIT_LOCKS", "RLIMIT_SIGPENDING", "RLIMIT_MSGQUEUE", "RLIMIT_NICE",
        "RLIMIT_RTPRIO", "RLIMIT_RTTIME",
    ];

    /// <summary>
    /// In the parent: the hard limits, which a child in a user namespace may lower but not raise.
    /// The soft ones stay high until the child is done with its own descriptors.
    /// </summary>
    internal static void AddInParent(LaunchContext c)
    {
        if (!c.Namespaces.Has(CLONE_NEWUSER))
            return;
        foreach (RlimitSpec limit in c.Process.Rlimits)
        {
            Begin(c, limit);
            Set(c, c.Pid, limit.Type, limit.Hard, limit.Hard);
        }
    }

    /// <summary>In the child, before it gives up the right to raise them.</summary>
    internal static void Add(LaunchContext c)
    {
        foreach (RlimitSpec limit in c.Process.Rlimits)
        {
            Begin(c, limit);
            Set(c, 0, limit.Type, limit.Soft, limit.Hard);
        }
    }

    private static void Begin(LaunchContext c, RlimitSpec limit) =>
        c.Builder.Begin("limit {0}", limit.Type, null, "process.rlimits");

    private static void Set(LaunchContext c, Argument pid, string type, ulong soft, ulong hard)
    {
        int resource = Array.IndexOf(Names, type);
        if (resource < 0)
            throw new OciFormatException(
                $"config.json: process.rlimits: \"{type}\" is no resource limit of Linux");
        ulong* limits = (ulong*)c.Builder.Arena.Take(2 * sizeof(ulong));
        limits[0] = soft;
        limits[1] = hard;
        c.Builder.Call(Syscall.prlimit64, pid, resource, limits, 0);
    }
}
