using System.Runtime.InteropServices;
using MiniDocker.Oci;

namespace MiniDocker.Runtime.Seccomp;

/// <summary>The names of a profile (config-linux.md, "Seccomp") as the kernel's values.</summary>
internal static class SeccompNames
{
    // linux/seccomp.h
    internal const uint KillProcess = 0x80000000, KillThread = 0, Trap = 0x30000;
    internal const uint Errno = 0x50000, Notify = 0x7fc00000, Trace = 0x7ff00000;
    internal const uint Log = 0x7ffc0000, Allow = 0x7fff0000;
    internal const uint FlagSpecAllow = 4;

    private const uint EPERM = 1, ErrnoMax = 4095, TraceMax = 0xffff;

    /// <summary>The architecture this process runs on.</summary>
    internal static SeccompArchitecture Native => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => SeccompArchitecture.X86_64,
        Architecture.X86 => SeccompArchitecture.X86,
        Architecture.Arm64 => SeccompArchitecture.Arm64,
        Architecture.Arm => SeccompArchitecture.Arm,
        Architecture other => throw new PlatformNotSupportedException(
            $"seccomp: there is no table of system calls for {other}"),
    };

    /// <summary>AUDIT_ARCH_* of linux/audit.h, which x32 shares with x86_64.</summary>
    internal static uint AuditArchitecture(SeccompArchitecture architecture) =>
        architecture switch
        {
            SeccompArchitecture.X86_64 or SeccompArchitecture.X32 => 0xc000003e,
            SeccompArchitecture.X86 => 0x40000003,
            SeccompArchitecture.Arm => 0x40000028,
            _ => 0xc00000b7,
        };

    /// <summary>A known architecture, or null for one that this project has no table of.</summary>
    /// <exception cref="OciFormatException">The specification does not have that name.</exception>
    internal static SeccompArchitecture? ParseArchitecture(string name) => name switch
    {
        "SCMP_ARCH_X86_64" => SeccompArchitecture.X86_64,
        "SCMP_ARCH_X86" => SeccompArchitecture.X86,
        "SCMP_ARCH_X32" => SeccompArchitecture.X32,
        "SCMP_ARCH_ARM" => SeccompArchitecture.Arm,
        "SCMP_ARCH_AARCH64" => SeccompArchitecture.Arm64,
        "SCMP_ARCH_MIPS" or "SCMP_ARCH_MIPS64" or "SCMP_ARCH_MIPS64N32" or "SCMP_ARCH_MIPSEL"
            or "SCMP_ARCH_MIPSEL64" or "SCMP_ARCH_MIPSEL64N32" or "SCMP_ARCH_PPC"
            or "SCMP_ARCH_PPC64" or "SCMP_ARCH_PPC64LE" or "SCMP_ARCH_S390" or "SCMP_ARCH_S390X"
            or "SCMP_ARCH_PARISC" or "SCMP_ARCH_PARISC64" or "SCMP_ARCH_RISCV64"
            or "SCMP_ARCH_LOONGARCH64" or "SCMP_ARCH_M68K" or "SCMP_ARCH_SH"
            or "SCMP_ARCH_SHEB" => null,
        _ => throw Unknown("architectures", name),
    };

    /// <summary>SECCOMP_RET_* with its value.</summary>
    /// <exception cref="OciFormatException">The name is unknown or the errno too large.</exception>
    internal static uint ParseAction(string field, string name, uint? errnoRet)
    {
        uint data = errnoRet ?? EPERM;
        return name switch
        {
            "SCMP_ACT_KILL" or "SCMP_ACT_KILL_THREAD" => KillThread,
            "SCMP_ACT_KILL_PROCESS" => KillProcess,
            "SCMP_ACT_TRAP" => Trap,
            "SCMP_ACT_ERRNO" when data <= ErrnoMax => Errno | data,
            "SCMP_ACT_TRACE" when data <= TraceMax => Trace | data,
            "SCMP_ACT_ERRNO" or "SCMP_ACT_TRACE" => throw new OciFormatException(
                $"linux.seccomp.{field}: errnoRet {data} is no error number"),
            "SCMP_ACT_ALLOW" => Allow,
            "SCMP_ACT_LOG" => Log,
            "SCMP_ACT_NOTIFY" => Notify,
            _ => throw Unknown(field, name),
        };
    }

    /// <summary>
    /// SECCOMP_FILTER_FLAG_* of seccomp(2); SPEC_ALLOW when the profile has none.
    /// </summary>
    /// <exception cref="OciFormatException">A name is unknown.</exception>
    internal static uint ParseFlags(IReadOnlyList<string> names)
    {
        uint flags = names.Count == 0 ? FlagSpecAllow : 0;
        foreach (string name in names)
        {
            flags |= name switch
            {
                "SECCOMP_FILTER_FLAG_TSYNC" => 1u,
                "SECCOMP_FILTER_FLAG_LOG" => 2u,
                "SECCOMP_FILTER_FLAG_SPEC_ALLOW" => FlagSpecAllow,
                "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV" => 32u,
                _ => throw Unknown("flags", name),
            };
        }

        return flags;
    }

    internal static OciFormatException Unknown(string field, string name) =>
        new($"linux.seccomp.{field}: unknown value '{name}'");
}
