using MiniDocker.Oci;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.Seccomp;

/// <summary>
/// Turns a seccomp profile (config-linux.md, "Seccomp") into the filter that the kernel runs at
/// every system call (man 2 seccomp). Pure: it asks the kernel nothing.
/// </summary>
public static class SeccompCompiler
{
    private const int NumberOffset = 0, ArchitectureOffset = 4;
    private const uint X32Bit = 0x40000000, NoCall = 0xffffffff, ENOSYS = 38;

    /// <summary>Compiles a profile for the architecture of this process.</summary>
    /// <exception cref="OciFormatException">A field of the profile cannot be; it is named.
    /// </exception>
    public static SeccompProgram Compile(SeccompSpec profile) =>
        Compile(profile, SeccompNames.Native);

    internal static SeccompProgram Compile(SeccompSpec profile, SeccompArchitecture native)
    {
        uint defaultAction = SeccompNames.ParseAction(
            "defaultAction", profile.DefaultAction, profile.DefaultErrnoRet);
        if (defaultAction == SeccompNames.Notify)
        {
            throw new OciFormatException("linux.seccomp.defaultAction: SCMP_ACT_NOTIFY cannot "
                + "answer every call, the agent would wait for itself");
        }

        ArchitectureRules?[] rules = new ArchitectureRules?[(int)SeccompArchitecture.X32 + 1];
        rules[(int)native] = new(native, defaultAction);
        foreach (string name in profile.Architectures)
        {
            if (SeccompNames.ParseArchitecture(name) is { } architecture)
            {
                rules[(int)architecture] ??= new(architecture, defaultAction);
            }
        }

        for (int i = 0; i < profile.Syscalls.Count; i++)
        {
            AddRule(rules, profile, i);
        }

        return new SeccompProgram(
            Assemble(rules, native, defaultAction, Newer(defaultAction)),
            SeccompNames.ParseFlags(profile.Flags),
            profile.ListenerPath,
            profile.ListenerMetadata);
    }

    // A C library that finds a new call forbidden gives up; one that finds it missing falls back.
    private static uint? Newer(uint defaultAction) =>
        defaultAction is SeccompNames.Allow or SeccompNames.Log
        || defaultAction == (SeccompNames.Errno | ENOSYS)
            ? null
            : SeccompNames.Errno | ENOSYS;

    private static void AddRule(ArchitectureRules?[] rules, SeccompSpec profile, int index)
    {
        SyscallRuleSpec rule = profile.Syscalls[index];
        string field = $"syscalls[{index}]";
        uint action = SeccompNames.ParseAction($"{field}.action", rule.Action, rule.ErrnoRet);
        if (action == SeccompNames.Notify)
        {
            CheckNotify(profile, rule, field);
        }

        foreach (ArgumentTest[] tests in ParseTests(rule, field))
        {
            foreach (ArchitectureRules? architecture in rules)
            {
                foreach (string name in rule.Names)
                {
                    architecture?.Add(name, tests, action);
                }
            }
        }
    }

    private static void CheckNotify(SeccompSpec profile, SyscallRuleSpec rule, string field)
    {
        if (string.IsNullOrEmpty(profile.ListenerPath))
        {
            throw new OciFormatException(
                $"linux.seccomp.{field}: SCMP_ACT_NOTIFY needs linux.seccomp.listenerPath");
        }

        if (rule.Names.Contains("write"))
        {
            throw new OciFormatException($"linux.seccomp.{field}: SCMP_ACT_NOTIFY cannot watch "
                + "write: the runtime itself needs it to hand the listener over");
        }
    }

    // Conditions on different arguments must all hold; several on one argument are alternatives.
    private static ArgumentTest[][] ParseTests(SyscallRuleSpec rule, string field)
    {
        ArgumentTest[] tests = new ArgumentTest[rule.Args.Count];
        uint seen = 0;
        bool repeats = false;
        for (int i = 0; i < tests.Length; i++)
        {
            tests[i] = ArgumentTest.Parse($"{field}.args[{i}]", rule.Args[i]);
            uint bit = 1u << tests[i].Index;
            repeats |= (seen & bit) != 0;
            seen |= bit;
        }

        return repeats ? Array.ConvertAll(tests, test => new[] { test }) : [tests];
    }

    private static byte[] Assemble(
        ArchitectureRules?[] rules, SeccompArchitecture native, uint defaultAction, uint? newer)
    {
        BpfAssembler bpf = new();
        List<(uint Audit, int Label)> blocks = [];
        foreach (SeccompArchitecture architecture in Order(native))
        {
            if (rules[(int)architecture] is not { } own)
            {
                continue;
            }

            int label = own.Emit(bpf, newer);
            if (architecture == SeccompArchitecture.X86_64)
            {
                label = EmitX32Split(
                    bpf, rules[(int)SeccompArchitecture.X32], label, defaultAction, newer);
            }

            bpf.Jump(label);
            blocks.Add((
                SeccompNames.AuditArchitecture(architecture), bpf.Load(NumberOffset)));
        }

        int none = bpf.ReturnAction(SeccompNames.KillThread);
        foreach ((uint audit, int label) in blocks)
        {
            none = bpf.Branch(BpfCompare.Equal, audit, label, none);
        }

        bpf.Load(ArchitectureOffset);
        return bpf.Assemble();
    }

    // x32 has the architecture of x86_64 and a bit in the number: unseen, it would be a way round.
    private static int EmitX32Split(
        BpfAssembler bpf, ArchitectureRules? x32, int x64, uint defaultAction, uint? newer)
    {
        int other = x32?.Emit(bpf, newer) ?? bpf.ReturnAction(SeccompNames.KillThread);
        other = bpf.Branch(BpfCompare.Equal, NoCall, bpf.ReturnAction(defaultAction), other);
        return bpf.Branch(BpfCompare.GreaterOrEqual, X32Bit, other, x64);
    }

    // From the last block to the first: the native one is tested first.
    private static SeccompArchitecture[] Order(SeccompArchitecture native)
    {
        SeccompArchitecture[] order =
        [
            SeccompArchitecture.Arm, SeccompArchitecture.Arm64, SeccompArchitecture.X86,
            SeccompArchitecture.X86_64,
        ];
        int own = Array.IndexOf(order, native);
        (order[own], order[^1]) = (order[^1], order[own]);
        return order;
    }
}
