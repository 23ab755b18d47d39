using System.Numerics;

namespace MiniDocker.Runtime.Credentials;

/// <summary>Capabilities by name. man 7 capabilities, include/uapi/linux/capability.h.</summary>
public static class CapabilityNames
{
    private static readonly string[] Names =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID",
        "CAP_KILL", "CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE",
        "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW",
        "CAP_IPC_LOCK", "CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT",
        "CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE",
        "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD", "CAP_LEASE",
        "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP", "CAP_MAC_OVERRIDE",
        "CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND",
        "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE",
    ];

    /// <summary>All names, in the order of their numbers.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The number of a capability; false for a name that does not exist.</summary>
    public static bool TryParse(string name, out int number)
    {
        number = Array.IndexOf(Names, name);
        return number >= 0;
    }

    /// <summary>One bit per name of a list; an unknown name leaves the list at false.</summary>
    internal static bool TryMask(
        IReadOnlyList<string> names, out ulong mask, out string? unknown)
    {
        mask = 0;
        unknown = null;
        foreach (string name in names)
        {
            if (!TryParse(name, out int number))
            {
                unknown = name;
                return false;
            }
            mask |= 1ul << number;
        }
        return true;
    }

    /// <summary>The numbers of the bits of a mask.</summary>
    internal static IEnumerable<int> Numbers(ulong mask)
    {
        while (mask != 0)
        {
            yield return BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
        }
    }
}
