namespace MiniDocker.Engine.Containers;

/// <summary>What the engine refuses before anything is made, in Docker's words.</summary>
internal static class HostConfigRules
{
    internal static void Check(HostConfig host)
    {
        DefaultCapabilities.Check(host.CapAdd, "CapAdd");
        DefaultCapabilities.Check(host.CapDrop, "CapDrop");
        CheckMemory(host);
        CheckCpu(host);
        Refuse(host.AutoRemove && host.RestartPolicy.CanRestart,
            "can't create 'AutoRemove' container with restart policy");
        Refuse(host.PidsLimit < -1, "invalid pids limit: must be -1 or more");
        Refuse(host.OomScoreAdj is < -1000 or > 1000,
            $"Invalid value {host.OomScoreAdj}, range for oom score adj is [-1000, 1000]");
        Refuse(host.ShmSize < 0, "SHM size can not be less than 0");
        Refuse(host.NetworkMode is not ("none" or "host"),
            $"--network {host.NetworkMode} is not supported yet: bridge networks come later; "
            + "known are none and host");
        Refuse(host.IpcMode is not ("private" or "host" or "none" or "shareable"),
            $"--ipc {host.IpcMode} is not supported yet; known are private and host");
        Refuse(host.PidMode is not ("" or "host"),
            $"--pid {host.PidMode} is not supported yet; known is host");
        Refuse(host.UTSMode is not ("" or "host"), $"invalid UTS mode: {host.UTSMode}");
        Refuse(host.UsernsMode is not ("" or "host"), $"invalid USER mode: {host.UsernsMode}");
        Refuse(host.CgroupnsMode is not ("private" or "host"),
            $"invalid cgroup namespace mode: {host.CgroupnsMode}");
        CheckSysctls(host);
        LogOptions.Check(host.LogConfig);
    }

    private static void CheckMemory(HostConfig host)
    {
        Refuse(host.Memory is > 0 and < EngineLimits.MemoryBytesMin or < 0,
            "Minimum memory limit allowed is 6MB");
        Refuse(host.MemorySwap > 0 && host.Memory == 0,
            "You should always set the Memory limit when using Memoryswap limit, see usage");
        Refuse(host.MemorySwap > 0 && host.MemorySwap < host.Memory,
            "Minimum memoryswap limit should be larger than memory limit, see usage");
        Refuse(host.MemoryReservation is > 0 and < EngineLimits.MemoryBytesMin,
            "Minimum memory reservation allowed is 6MB");
        Refuse(host.Memory > 0 && host.MemoryReservation > host.Memory,
            "Minimum memory limit can not be less than memory reservation limit, see usage");
    }

    private static void CheckCpu(HostConfig host)
    {
        int cpus = Environment.ProcessorCount;
        Refuse(host.NanoCpus < 0 || host.NanoCpus > cpus * 1_000_000_000L,
            $"range of CPUs is from 0.01 to {cpus}.00, as there are only {cpus} CPUs available");
        Refuse(host.NanoCpus > 0 && (host.CpuPeriod > 0 || host.CpuQuota > 0),
            "Conflicting options: Nano CPUs and CPU Period cannot both be set");
        Refuse(host.CpuPeriod != 0 && host.CpuPeriod is < 1_000 or > 1_000_000,
            "CPU cfs period cannot be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)");
        Refuse(host.CpuQuota is > 0 and < 1_000,
            "CPU cfs quota cannot be less than 1ms (i.e. 1000)");
        Refuse(host.CpuShares < 0, $"invalid CPU shares: {host.CpuShares}");
    }

    // Only what is private to a namespace may be set; the rest would change the host.
    private static void CheckSysctls(HostConfig host)
    {
        foreach (string name in host.Sysctls?.Keys ?? [])
        {
            bool isNetwork = name.StartsWith("net.", StringComparison.Ordinal);
            bool isIpc = name.StartsWith("fs.mqueue.", StringComparison.Ordinal)
                || name is "kernel.msgmax" or "kernel.msgmnb" or "kernel.msgmni" or "kernel.sem"
                    or "kernel.shmall" or "kernel.shmmax" or "kernel.shmmni"
                    or "kernel.shm_rmid_forced";
            Refuse(!isNetwork && !isIpc, $"sysctl '{name}' is not allowed");
            Refuse(isNetwork && host.NetworkMode == "host",
                $"sysctl '{name}' not allowed in host network namespace");
            Refuse(isIpc && host.IpcMode == "host",
                $"sysctl '{name}' not allowed in host ipc namespace");
        }
    }

    private static void Refuse(bool wrong, string message)
    {
        if (wrong)
        {
            throw new EngineException(message);
        }
    }
}
