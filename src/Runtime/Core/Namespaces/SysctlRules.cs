using MiniDocker.Oci;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Namespaces;

/// <summary>
/// Which sysctls a container may set: those that its own namespaces keep. Any other would change
/// the host.
/// </summary>
internal static class SysctlRules
{
    private static readonly HashSet<string> OfIpc =
    [
        "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall",
        "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
    ];

    /// <summary>Refuses a sysctl outside the container's namespaces.</summary>
    internal static void Check(IReadOnlyDictionary<string, string>? sysctls,
        NamespaceSet namespaces, string? hostname)
    {
        if (sysctls is null)
            return;
        foreach (string key in sysctls.Keys)
        {
            string dotted = key.Contains('/') ? key.Replace('/', '.') : key;
            if (dotted.Contains("..") || dotted.StartsWith('.'))
                throw Wrong(key, "is no name of a sysctl");
            ulong needed = NamespaceOf(dotted);
            if (needed == 0)
                throw Wrong(key, "is kept in no namespace; it would change the host");
            if (!namespaces.Has(needed))
                throw Wrong(key, "needs a namespace that the container does not have");
            if (dotted == "kernel.hostname" && !string.IsNullOrEmpty(hostname))
                throw Wrong(key, "contradicts hostname");
        }
    }

    private static ulong NamespaceOf(string key)
    {
        if (OfIpc.Contains(key) || key.StartsWith("fs.mqueue.", StringComparison.Ordinal))
            return CLONE_NEWIPC;
        if (key.StartsWith("net.", StringComparison.Ordinal))
            return CLONE_NEWNET;
        if (key.StartsWith("user.", StringComparison.Ordinal))
            return CLONE_NEWUSER;
        return key is "kernel.domainname" or "kernel.hostname" ? CLONE_NEWUTS : 0;
    }

    private static OciFormatException Wrong(string key, string what) =>
        new($"config.json: linux.sysctl: {key} {what}");
}
