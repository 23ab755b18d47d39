using MiniDocker.Runtime.Plans;

namespace MiniDocker.Runtime.Exec;

/// <summary>The CPUs a process may run on. man 2 sched_setaffinity.</summary>
internal static unsafe class AffinitySteps
{
    private const int CpusMax = 8192;

    internal static void Set(LaunchContext c, string? cpus, string when)
    {
        if (string.IsNullOrEmpty(cpus))
            return;
        c.Builder.Begin("run on CPUs {0}", cpus, null, "process.execCPUAffinity, " + when);
        byte* mask = CpuList.Mask(c.Builder.Arena, cpus, CpusMax, "process.execCPUAffinity");
        c.Builder.Call(Syscall.sched_setaffinity, 0, CpusMax / 8, mask);
    }
}
