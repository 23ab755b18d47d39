using MiniDocker.Runtime.Plans;
using MiniDocker.Runtime.Seccomp;

namespace MiniDocker.Abi;

/// <summary>Every system call number is that of the kernel's headers.</summary>
public sealed class SyscallNumberTests
{
    private const long X32Bit = 0x40000000;

    // What arch/arm64/include/uapi/asm/unistd.h asks the generic list for.
    private static readonly string[] Arm64Wants =
    [
        "__BITS_PER_LONG 64", "__ARCH_WANT_RENAMEAT", "__ARCH_WANT_NEW_STAT",
        "__ARCH_WANT_SET_GET_RLIMIT", "__ARCH_WANT_TIME32_SYSCALLS", "__ARCH_WANT_SYS_CLONE3",
        "__ARCH_WANT_MEMFD_SECRET",
    ];

    // Younger than Linux 6.1, whose headers Debian 12 has: the kernel's own tables say these.
    private static readonly string[] Newer =
    [
        "cachestat", "fchmodat2", "file_getattr", "file_setattr", "futex_requeue", "futex_wait",
        "futex_wake", "getxattrat", "listmount", "listxattrat", "lsm_get_self_attr",
        "lsm_list_modules", "lsm_set_self_attr", "map_shadow_stack", "mseal", "open_tree_attr",
        "removexattrat", "setxattrat", "statmount",
    ];

    [Fact]
    public void PlanCalls_onX64_haveTheNumbersOfTheHeaders()
    {
        CSource source = new CSource().Include("asm/unistd_64.h");
        foreach (Syscall call in Enum.GetValues<Syscall>())
            source.MacroEqual($"__NR_{call}", (long)call);
        AssertOnlyNewer(source);
    }

    [Fact]
    public void PlanCalls_onArm64_haveTheNumbersOfTheHeaders()
    {
        CSource source = new CSource().Define(Arm64Wants).Include("asm-generic/unistd.h");
        foreach (Syscall call in Enum.GetValues<Syscall>())
            source.MacroEqual($"__NR_{call}", SyscallNumbers.OnArm64(call));
        AssertOnlyNewer(source);
    }

    [Theory]
    [InlineData(nameof(SeccompArchitecture.X86_64), "asm/unistd_64.h", 0)]
    [InlineData(nameof(SeccompArchitecture.X86), "asm/unistd_32.h", 0)]
    [InlineData(nameof(SeccompArchitecture.X32), "asm/unistd_x32.h", X32Bit)]
    [InlineData(nameof(SeccompArchitecture.Arm64), "asm-generic/unistd.h", 0)]
    public void SeccompTable_hasTheNumbersOfTheHeaders(
        string architecture, string header, long bit)
    {
        CSource source = new CSource();
        if (header.StartsWith("asm-generic"))
            source.Define(Arm64Wants);
        source.Define("__X32_SYSCALL_BIT 0x40000000").Include(header);
        int count = 0;
        foreach (string name in SyscallTable.AllNames)
        {
            int number = SyscallTable.Number(
                name, Enum.Parse<SeccompArchitecture>(architecture));
            if (number < 0)
                continue;
            count++;
            source.MacroEqual($"__NR_{name}", number + bit);
        }

        Assert.True(count > 250, $"only {count} calls on {architecture}");
        AssertOnlyNewer(source);
    }

    private static void AssertOnlyNewer(CSource source)
    {
        List<string> unknown = [];
        foreach (string macro in source.Compile())
        {
            string name = macro["__NR_".Length..];
            if (Array.IndexOf(Newer, name) < 0)
                unknown.Add(name);
        }

        Assert.Empty(unknown);
    }
}
