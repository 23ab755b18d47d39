using MiniDocker.Oci;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Seccomp;

namespace MiniDocker.Runtime.Tests.Seccomp;

/// <summary>What a compiled profile decides, call by call.</summary>
public sealed class SeccompCompilerTests
{
    private const uint Allow = 0x7fff0000, KillThread = 0, Enosys = 0x50026, Eperm = 0x50001;

    private static uint Decide(SeccompSpec profile, SyscallData call) =>
        BpfInterpreter.Run(
            SeccompCompiler.Compile(profile, SeccompArchitecture.X86_64).Filter.Span, call).Action;

    private static SeccompSpec Profile(params SyscallRuleSpec[] rules) => new()
    {
        DefaultAction = "SCMP_ACT_ERRNO",
        Architectures = ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"],
        Syscalls = rules,
    };

    private static SyscallRuleSpec Rule(string action, string name, params SyscallArgSpec[] args) =>
        new() { Names = [name], Action = action, Args = args };

    [Fact]
    public void Compile_allowed_call_is_allowed_and_another_is_not()
    {
        SeccompSpec profile = Profile(Rule("SCMP_ACT_ALLOW", "write"),
            Rule("SCMP_ACT_KILL_PROCESS", "statx"));
        Assert.Equal(Allow, Decide(profile, new(1, SyscallData.X86_64)));
        Assert.Equal(Eperm, Decide(profile, new(2, SyscallData.X86_64)));
        Assert.Equal(0x80000000, Decide(profile, new(332, SyscallData.X86_64)));
    }

    [Fact]
    public void Compile_call_number_is_that_of_the_callers_architecture()
    {
        SeccompSpec profile = Profile(Rule("SCMP_ACT_ALLOW", "write"));
        Assert.Equal(Allow, Decide(profile, new(4, SyscallData.X86)));
        Assert.NotEqual(Allow, Decide(profile, new(1, SyscallData.X86)));
    }

    [Fact]
    public void Compile_architecture_that_is_not_listed_kills() =>
        Assert.Equal(KillThread, Decide(
            Profile(Rule("SCMP_ACT_ALLOW", "write")), new(64, SyscallData.Arm64)));

    [Fact]
    public void Compile_x32_number_on_x86_64_kills_unless_x32_is_listed()
    {
        SeccompSpec profile = Profile(Rule("SCMP_ACT_ALLOW", "write"));
        SyscallData call = new(0x40000001, SyscallData.X86_64);
        Assert.Equal(KillThread, Decide(profile, call));
        Assert.Equal(Allow, Decide(
            profile with { Architectures = ["SCMP_ARCH_X86_64", "SCMP_ARCH_X32"] }, call));
    }

    [Fact]
    public void Compile_call_newer_than_the_profile_is_missing_rather_than_forbidden() =>
        Assert.Equal(Enosys, Decide(
            Profile(Rule("SCMP_ACT_ALLOW", "statx")), new(460, SyscallData.X86_64)));

    [Fact]
    public void Compile_default_that_allows_lets_newer_calls_through() =>
        Assert.Equal(Allow, Decide(
            Profile(Rule("SCMP_ACT_KILL", "statx")) with { DefaultAction = "SCMP_ACT_ALLOW" },
            new(460, SyscallData.X86_64)));

    [Theory]
    [InlineData("SCMP_CMP_EQ", 0x100000002, 0x100000002, true)]
    [InlineData("SCMP_CMP_EQ", 0x100000002, 0x200000002, false)]
    [InlineData("SCMP_CMP_NE", 0x100000002, 0x200000002, true)]
    [InlineData("SCMP_CMP_GT", 0x100000002, 0x100000003, true)]
    [InlineData("SCMP_CMP_GT", 0x100000002, 0x100000002, false)]
    [InlineData("SCMP_CMP_GE", 0x100000002, 0x200000000, true)]
    [InlineData("SCMP_CMP_LT", 0x100000002, 0xffffffff, true)]
    [InlineData("SCMP_CMP_LT", 0x100000002, 0x100000002, false)]
    [InlineData("SCMP_CMP_LE", 0x100000002, 0x100000002, true)]
    [InlineData("SCMP_CMP_LE", 0x100000002, 0x200000000, false)]
    public void Compile_comparison_is_unsigned_over_all_64_bits(
        string op, ulong value, ulong argument, bool holds)
    {
        SyscallArgSpec test = new() { Index = 1, Op = op, Value = value };
        SeccompSpec profile = Profile(Rule("SCMP_ACT_ALLOW", "ioctl", test));
        Assert.Equal(holds ? Allow : Eperm,
            Decide(profile, new(16, SyscallData.X86_64, 0, argument)));
    }

    [Fact]
    public void Compile_tests_on_one_argument_are_alternatives()
    {
        SeccompSpec profile = Profile(Rule("SCMP_ACT_ALLOW", "ioctl",
            new SyscallArgSpec { Index = 1, Op = "SCMP_CMP_EQ", Value = 7 },
            new SyscallArgSpec { Index = 1, Op = "SCMP_CMP_EQ", Value = 9 }));
        Assert.Equal(Allow, Decide(profile, new(16, SyscallData.X86_64, 0, 7)));
        Assert.Equal(Allow, Decide(profile, new(16, SyscallData.X86_64, 0, 9)));
        Assert.Equal(Eperm, Decide(profile, new(16, SyscallData.X86_64, 0, 8)));
    }

    [Fact]
    public void Compile_errno_of_the_rule_is_returned()
    {
        SyscallRuleSpec rule = Rule("SCMP_ACT_ERRNO", "getcwd") with { ErrnoRet = 99 };
        Assert.Equal(0x50063u, Decide(Profile(rule), new(79, SyscallData.X86_64)));
    }

    [Fact]
    public void Default_profile_is_Dockers()
    {
        SeccompSpec profile = DefaultSeccompProfile.For(["CAP_CHOWN"]);
        Assert.Equal(Allow, Decide(profile, new(59, SyscallData.X86_64)));
        Assert.Equal(Eperm, Decide(profile, new(165, SyscallData.X86_64)));
        Assert.Equal(Allow, Decide(profile, new(56, SyscallData.X86_64, 17)));
        Assert.Equal(Eperm, Decide(profile, new(56, SyscallData.X86_64, 0x10000000)));
        Assert.Equal(Enosys, Decide(profile, new(435, SyscallData.X86_64)));
        Assert.Equal(Eperm, Decide(profile, new(41, SyscallData.X86_64, 40)));
        Assert.Equal(Allow, Decide(
            DefaultSeccompProfile.For(["CAP_SYS_ADMIN"]), new(165, SyscallData.X86_64)));
    }

    [Fact]
    public void Default_profile_decides_a_common_call_after_few_instructions()
    {
        ReadOnlyMemory<byte> filter =
            SeccompCompiler.Compile(DefaultSeccompProfile.For([])).Filter;
        Assert.All(new uint[] { 0, 1, 3, 9, 202, 257, 262 }, number => Assert.InRange(
            BpfInterpreter.Run(filter.Span, new(number, SyscallData.X86_64)).Executed, 3, 20));
    }

    [Theory]
    [InlineData("SCMP_ACT_ALOW", "linux.seccomp.defaultAction: unknown value 'SCMP_ACT_ALOW'")]
    [InlineData("SCMP_ACT_NOTIFY", "linux.seccomp.defaultAction: SCMP_ACT_NOTIFY cannot")]
    public void Compile_bad_default_names_the_field(string action, string message) =>
        Assert.StartsWith(message, Assert.Throws<OciFormatException>(() =>
            SeccompCompiler.Compile(new SeccompSpec { DefaultAction = action })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Compile_unknown_operator_names_rule_and_argument() =>
        Assert.Equal("linux.seccomp.syscalls[0].args[0].op: unknown value 'EQ'",
            Assert.Throws<OciFormatException>(() => SeccompCompiler.Compile(Profile(Rule(
                "SCMP_ACT_ALLOW", "ioctl", new SyscallArgSpec { Op = "EQ" })))).Message);

    [Fact]
    public void Compile_flags_default_to_SPEC_ALLOW()
    {
        Assert.Equal(4u, SeccompCompiler.Compile(Profile()).Flags);
        Assert.Equal(2u, SeccompCompiler.Compile(
            Profile() with { Flags = ["SECCOMP_FILTER_FLAG_LOG"] }).Flags);
    }
}
