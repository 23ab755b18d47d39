using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.Seccomp;

/// <summary>
/// Docker's default seccomp profile: what is not listed fails with EPERM, some calls depend on the
/// container's capabilities. https://docs.docker.com/engine/security/seccomp/
/// </summary>
public static partial class DefaultSeccompProfile
{
    private const string Allow = "SCMP_ACT_ALLOW";

    // The flags of clone(2) that make namespaces: NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER,
    // NEWPID, NEWNET.
    private const ulong NamespaceFlags = 0x7E020000;

    private const ulong AF_VSOCK = 40;

    // PER_LINUX, PER_LINUX32, UNAME26, both, and the query of man 2 personality.
    private static readonly ulong[] Personalities = [0, 8, 0x20000, 0x20008, 0xffffffff];

    private static readonly (string Capability, string[] Calls)[] AllowedByCapability =
    [
        ("CAP_DAC_READ_SEARCH", ["open_by_handle_at"]),
        ("CAP_SYS_ADMIN",
        [
            "bpf", "clone", "clone3", "fanotify_init", "fsconfig", "fsmount", "fsopen", "fspick",
            "listmount", "lookup_dcookie", "lsm_get_self_attr", "lsm_list_modules",
            "lsm_set_self_attr", "mount", "mount_setattr", "move_mount", "open_tree",
            "open_tree_attr", "perf_event_open", "quotactl", "quotactl_fd", "setdomainname",
            "sethostname", "setns", "statmount", "syslog", "umount", "umount2", "unshare",
        ]),
        ("CAP_SYS_BOOT", ["reboot"]),
        ("CAP_SYS_CHROOT", ["chroot"]),
        ("CAP_SYS_MODULE", ["delete_module", "init_module", "finit_module"]),
        ("CAP_SYS_PACCT", ["acct"]),
        ("CAP_SYS_PTRACE", ["kcmp", "pidfd_getfd", "process_madvise"]),
        ("CAP_SYS_RAWIO", ["iopl", "ioperm"]),
        ("CAP_SYS_TIME", ["settimeofday", "stime", "clock_settime", "clock_settime64"]),
        ("CAP_SYS_TTY_CONFIG", ["vhangup"]),
        ("CAP_SYS_NICE",
            ["get_mempolicy", "mbind", "set_mempolicy", "set_mempolicy_home_node"]),
        ("CAP_SYSLOG", ["syslog"]),
        ("CAP_BPF", ["bpf"]),
        ("CAP_PERFMON", ["perf_event_open"]),
    ];

    /// <summary>The profile for a container with these capabilities (CAP_ names).</summary>
    public static SeccompSpec For(IReadOnlyCollection<string> capabilities)
    {
        List<SyscallRuleSpec> rules = [Rule(AllowedAlways)];
        foreach (ulong personality in Personalities)
        {
            rules.Add(Rule(["personality"], "SCMP_CMP_EQ", personality));
        }

        rules.Add(Rule(["socket"], "SCMP_CMP_NE", AF_VSOCK));
        switch (SeccompNames.Native)
        {
            case SeccompArchitecture.X86_64:
                rules.Add(Rule(["arch_prctl", "modify_ldt"]));
                break;
            case SeccompArchitecture.Arm64:
                rules.Add(Rule(
                [
                    "arm_fadvise64_64", "arm_sync_file_range", "sync_file_range2", "breakpoint",
                    "cacheflush", "set_tls",
                ]));
                break;
        }

        foreach ((string capability, string[] calls) in AllowedByCapability)
        {
            if (capabilities.Contains(capability))
            {
                rules.Add(Rule(calls));
            }
        }

        if (!capabilities.Contains("CAP_SYS_ADMIN"))
        {
            rules.Add(Rule(["clone"], "SCMP_CMP_MASKED_EQ", NamespaceFlags));

            // Its flags are in memory, which a filter does not see: C libraries fall back to clone.
            rules.Add(new SyscallRuleSpec
            {
                Names = ["clone3"],
                Action = "SCMP_ACT_ERRNO",
                ErrnoRet = 38,
            });
        }

        return new SeccompSpec
        {
            DefaultAction = "SCMP_ACT_ERRNO",
            DefaultErrnoRet = 1,
            Architectures = Architectures(),
            Syscalls = rules,
        };
    }

    private static string[] Architectures() => SeccompNames.Native switch
    {
        SeccompArchitecture.X86_64 => ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"],
        SeccompArchitecture.Arm64 => ["SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"],
        SeccompArchitecture.X86 => ["SCMP_ARCH_X86"],
        _ => ["SCMP_ARCH_ARM"],
    };

    private static SyscallRuleSpec Rule(string[] calls) =>
        new() { Names = calls, Action = Allow };

    private static SyscallRuleSpec Rule(string[] calls, string op, ulong value) => new()
    {
        Names = calls,
        Action = Allow,
        Args = [new SyscallArgSpec { Index = 0, Value = value, ValueTwo = 0, Op = op }],
    };
}
