using MiniDocker.Oci;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Plans;

namespace MiniDocker.Runtime.Exec;

/// <summary>
/// How the kernel schedules the program: policy, disk priority, memory nodes, ABI.
/// </summary>
internal static unsafe class SchedulingSteps
{
    private const int IoWhoProcess = 1;
    private const int IoClassShift = 13;
    private const int NodesMax = 1024;

    internal static void Add(LaunchContext c)
    {
        if (c.Process.Scheduler is { } scheduler)
            SetScheduler(c, scheduler);
        if (c.Process.IoPriority is { } priority)
            SetIoPriority(c, priority);
        if (c.Linux.MemoryPolicy is { } policy)
            SetMemoryPolicy(c, policy);
        if (c.Linux.Personality is { } personality)
            SetPersonality(c, personality);
    }

    private static void SetScheduler(LaunchContext c, SchedulerSpec scheduler)
    {
        c.Builder.Begin("set scheduler {0}", scheduler.Policy, null, "process.scheduler");
        uint policy = scheduler.Policy switch
        {
            "SCHED_OTHER" => 0,
            "SCHED_FIFO" => 1,
            "SCHED_RR" => 2,
            "SCHED_BATCH" => 3,
            "SCHED_ISO" => 4,
            "SCHED_IDLE" => 5,
            "SCHED_DEADLINE" => 6,
            _ => throw Unknown("process.scheduler.policy", scheduler.Policy),
        };
        ulong flags = 0;
        foreach (string flag in scheduler.Flags)
            flags |= flag switch
            {
                "SCHED_FLAG_RESET_ON_FORK" => 1,
                "SCHED_FLAG_RECLAIM" => 2,
                "SCHED_FLAG_DL_OVERRUN" => 4,
                "SCHED_FLAG_KEEP_POLICY" => 8,
                "SCHED_FLAG_KEEP_PARAMS" => 16,
                "SCHED_FLAG_UTIL_CLAMP_MIN" => 32,
                "SCHED_FLAG_UTIL_CLAMP_MAX" => 64,
                _ => throw Unknown("process.scheduler.flags", flag),
            };
        // struct sched_attr, 48 bytes. man 2 sched_setattr.
        byte* attr = c.Builder.Arena.Take(48);
        ((uint*)attr)[0] = 48;
        ((uint*)attr)[1] = policy;
        ((ulong*)attr)[1] = flags;
        ((int*)attr)[4] = scheduler.Nice;
        ((int*)attr)[5] = scheduler.Priority;
        ((ulong*)attr)[3] = scheduler.Runtime;
        ((ulong*)attr)[4] = scheduler.Deadline;
        ((ulong*)attr)[5] = scheduler.Period;
        c.Builder.Call(Syscall.sched_setattr, 0, attr, 0);
    }

    private static void SetIoPriority(LaunchContext c, IOPrioritySpec priority)
    {
        c.Builder.Begin("set io priority {0}", priority.Class, null, "process.ioPriority");
        int ioClass = priority.Class switch
        {
            "IOPRIO_CLASS_RT" => 1,
            "IOPRIO_CLASS_BE" => 2,
            "IOPRIO_CLASS_IDLE" => 3,
            _ => throw Unknown("process.ioPriority.class", priority.Class),
        };
        c.Builder.Call(Syscall.ioprio_set, IoWhoProcess, 0,
            (ioClass << IoClassShift) | priority.Priority);
    }

    private static void SetMemoryPolicy(LaunchContext c, MemoryPolicySpec policy)
    {
        c.Builder.Begin("set memory policy {0}", policy.Mode, null, "linux.memoryPolicy");
        int mode = policy.Mode switch
        {
            "MPOL_DEFAULT" => 0,
            "MPOL_PREFERRED" => 1,
            "MPOL_BIND" => 2,
            "MPOL_INTERLEAVE" => 3,
            "MPOL_LOCAL" => 4,
            "MPOL_PREFERRED_MANY" => 5,
            "MPOL_WEIGHTED_INTERLEAVE" => 6,
            _ => throw Unknown("linux.memoryPolicy.mode", policy.Mode),
        };
        foreach (string flag in policy.Flags)
            mode |= flag switch
            {
                "MPOL_F_STATIC_NODES" => 1 << 15,
                "MPOL_F_RELATIVE_NODES" => 1 << 14,
                "MPOL_F_NUMA_BALANCING" => 1 << 13,
                _ => throw Unknown("linux.memoryPolicy.flags", flag),
            };
        if (string.IsNullOrEmpty(policy.Nodes))
        {
            c.Builder.Call(Syscall.set_mempolicy, mode, 0, 0);
            return;
        }
        byte* nodes = CpuList.Mask(c.Builder.Arena, policy.Nodes, NodesMax,
            "linux.memoryPolicy.nodes");
        c.Builder.Call(Syscall.set_mempolicy, mode, nodes, NodesMax + 1);
    }

    private static void SetPersonality(LaunchContext c, PersonalitySpec personality)
    {
        c.Builder.Begin("set personality {0}", personality.Domain, null, "linux.personality");
        uint domain = personality.Domain switch
        {
            "LINUX" => 0,
            "LINUX32" => 8,
            _ => throw Unknown("linux.personality.domain", personality.Domain),
        };
        if (personality.Flags.Count > 0)
            throw new OciFormatException(
                "config.json: linux.personality.flags: the specification defines none");
        c.Builder.Call(Syscall.personality, domain);
    }

    private static OciFormatException Unknown(string field, string value) =>
        new($"config.json: {field}: \"{value}\" is not known");
}
