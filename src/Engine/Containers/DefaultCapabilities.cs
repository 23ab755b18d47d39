namespace MiniDocker.Engine.Containers;

/// <summary>The capabilities of a container: Docker's fourteen, plus and minus.</summary>
internal static class DefaultCapabilities
{
    private static readonly string[] Default =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW",
        "CAP_SETGID", "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE",
        "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE",
    ];

    /// <summary>Every capability of Linux 6.x (man 7 capabilities), in the kernel's order.
    /// </summary>
    private static readonly string[] All =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID",
        "CAP_KILL", "CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE",
        "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW",
        "CAP_IPC_LOCK", "CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT",
        "CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE",
        "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD", "CAP_LEASE",
        "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP", "CAP_MAC_OVERRIDE",
        "CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ",
        "CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE",
    ];

    /// <summary>What is left after <c>--privileged</c>, <c>--cap-add</c> and
    /// <c>--cap-drop</c>.</summary>
    internal static IReadOnlyList<string> Resolve(HostConfig host)
    {
        if (host.Privileged)
        {
            return All;
        }
        if (host.CapAdd is null or { Count: 0 } && host.CapDrop is null or { Count: 0 })
        {
            return Default;
        }
        bool addsAll = Contains(host.CapAdd, "ALL");
        List<string> result = [];
        if (!Contains(host.CapDrop, "ALL"))
        {
            result.AddRange(addsAll ? All : Default);
        }
        else if (addsAll)
        {
            result.AddRange(All);
        }
        foreach (string name in host.CapAdd ?? [])
        {
            string full = Full(name);
            if (full != "CAP_ALL" && !result.Contains(full))
            {
                result.Add(full);
            }
        }
        foreach (string name in host.CapDrop ?? [])
        {
            result.Remove(Full(name));
        }
        return result;
    }

    /// <summary>Checks the names of flags.</summary>
    /// <exception cref="EngineException">There is no such capability.</exception>
    internal static void Check(IReadOnlyList<string>? names, string flag)
    {
        foreach (string name in names ?? [])
        {
            string full = Full(name);
            if (full != "CAP_ALL" && Array.IndexOf(All, full) < 0)
            {
                throw new EngineException(
                    $"invalid {flag}: unknown capability: \"{full}\"");
            }
        }
    }

    private static bool Contains(IReadOnlyList<string>? names, string word)
    {
        foreach (string name in names ?? [])
        {
            if (Full(name) == "CAP_" + word)
            {
                return true;
            }
        }
        return false;
    }

    private static string Full(string name)
    {
        string upper = name.ToUpperInvariant();
        return upper.StartsWith("CAP_", StringComparison.Ordinal) ? upper : "CAP_" + upper;
    }
}
