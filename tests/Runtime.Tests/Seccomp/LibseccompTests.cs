using System.Globalization;
using System.Text;
using CsCheck;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Seccomp;
using MiniDocker.TestKit;

namespace MiniDocker.Runtime.Tests.Seccomp;

/// <summary>Random profiles decide random calls as libseccomp's own filters do.</summary>
public sealed class LibseccompTests : IDisposable
{
    private const string Oracle = """
        #include <seccomp.h>
        #include <stdio.h>
        #include <string.h>
        /* Reads "default ACTION", "arch TOKEN" and "rule ACTION NAME N [INDEX OP A B]..." lines,
           writes the filter to standard output. */
        int main(void) {
            char word[64], name[64]; unsigned action; scmp_filter_ctx ctx = 0;
            while (scanf("%63s", word) == 1) {
                if (!strcmp(word, "default")) {
                    if (scanf("%u", &action) != 1 || !(ctx = seccomp_init(action))) return 2;
                } else if (!strcmp(word, "arch")) {
                    unsigned token;
                    if (scanf("%u", &token) != 1) return 2;
                    seccomp_arch_add(ctx, token);
                } else {
                    int n; struct scmp_arg_cmp cmp[6];
                    if (scanf("%u %63s %d", &action, name, &n) != 3) return 2;
                    for (int i = 0; i < n; i++) {
                        unsigned long long a, b; unsigned index, op;
                        if (scanf("%u %u %llu %llu", &index, &op, &a, &b) != 4) return 2;
                        cmp[i] = (struct scmp_arg_cmp){ index, op, a, b };
                    }
                    int rc = seccomp_rule_add_array(ctx, action,
                        seccomp_syscall_resolve_name(name), n, cmp);
                    if (rc) { fprintf(stderr, "%s: %d\n", name, rc); return 3; }
                }
            }
            return seccomp_export_bpf(ctx, 1) ? 4 : 0;
        }
        """;

    private static readonly string[] Operators =
    [
        "", "SCMP_CMP_NE", "SCMP_CMP_LT", "SCMP_CMP_LE", "SCMP_CMP_EQ", "SCMP_CMP_GE",
        "SCMP_CMP_GT", "SCMP_CMP_MASKED_EQ",
    ];

    private static readonly string[] Calls =
    [
        "read", "write", "close", "mmap", "ioctl", "clone", "getpid", "openat", "fcntl", "kill",
        "statx", "prctl", "unshare", "personality", "setns", "bpf", "futex", "execve", "dup3",
    ];

    private static readonly (string Name, uint Value)[] Actions =
    [
        ("SCMP_ACT_ALLOW", 0x7fff0000), ("SCMP_ACT_LOG", 0x7ffc0000),
        ("SCMP_ACT_KILL_PROCESS", 0x80000000), ("SCMP_ACT_KILL", 0), ("SCMP_ACT_TRAP", 0x30000),
    ];

    private static readonly Gen<ulong> Value = Gen.OneOf(
        Gen.ULong[0, 20], Gen.ULong, Gen.Const(0xffffffffUL), Gen.Const(0x100000000UL));

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Compile_random_profiles_decide_as_libseccomp()
    {
        string oracle = BuildOracle();
        Gen<SyscallArgSpec> arg = Gen.Select(Gen.UInt[0, 5], Gen.Int[1, 7], Value, Value,
            (index, op, a, b) => new SyscallArgSpec
            {
                Index = index,
                Op = Operators[op],
                Value = a,
                ValueTwo = op == 7 ? b & a : 0,
            });
        Gen<SyscallRuleSpec> rule = Gen.Select(
            Gen.Int[0, Calls.Length - 1].Select(i => Calls[i]), Gen.Int[1, 4],
            arg.Array[0, 2], (name, action, args) => new SyscallRuleSpec
            {
                Names = [name],
                Action = Actions[action].Name,
                Args = [.. args.DistinctBy(a => a.Index)],
            });
        Gen<SeccompSpec> profile = Gen.Select(rule.Array[1, 12], Gen.Bool, Gen.Bool,
            (rules, x86, arm64) => new SeccompSpec
            {
                DefaultAction = "SCMP_ACT_ALLOW",
                Architectures =
                [
                    "SCMP_ARCH_X86_64", .. x86 ? ["SCMP_ARCH_X86"] : Array.Empty<string>(),
                    .. arm64 ? ["SCMP_ARCH_AARCH64"] : Array.Empty<string>(),
                ],
                Syscalls = [.. rules.DistinctBy(r => r.Names[0])],
            });

        Gen.Select(profile, Gen.Int[0, 1_000_000])
            .Sample((spec, seed) => Agree(oracle, spec, seed), iter: 60, threads: 1);
    }

    private static void Agree(string oracle, SeccompSpec profile, int seed)
    {
        ReadOnlyMemory<byte> ours =
            SeccompCompiler.Compile(profile, SeccompArchitecture.X86_64).Filter;
        byte[] theirs = Export(oracle, profile);
        Random random = new(seed);
        ulong[] values =
        [
            0, 1, ~0UL, 0xffffffff, 0x100000000,
            .. profile.Syscalls.SelectMany(rule => rule.Args)
                .SelectMany(a => new[] { a.Value, a.Value + 1, a.Value - 1, a.ValueTwo }),
        ];
        for (int i = 0; i < 400; i++)
        {
            SeccompArchitecture architecture = (SeccompArchitecture)random.Next(4);
            string name = Calls[random.Next(Calls.Length)];
            int number = random.Next(4) == 0
                ? random.Next(450) : SyscallTable.Number(name, architecture);
            bool is64Bit = architecture
                is SeccompArchitecture.X86_64 or SeccompArchitecture.Arm64;
            ulong[] arguments = [.. Enumerable.Range(0, 6).Select(_ =>
                values[random.Next(values.Length)] & (is64Bit ? ~0UL : uint.MaxValue))];
            SyscallData call = new(
                (uint)number, SeccompNames.AuditArchitecture(architecture), arguments);
            uint expected = BpfInterpreter.Run(theirs, call).Action;
            uint actual = BpfInterpreter.Run(ours.Span, call).Action;
            Assert.True(expected == actual,
                $"{architecture} {number} {string.Join(' ', arguments)}: {actual:x}, "
                + $"libseccomp {expected:x}\n{Text(profile)}");
        }
    }

    private static byte[] Export(string oracle, SeccompSpec profile)
    {
        using System.Diagnostics.Process process = Command.Start(new CommandOptions(), oracle);
        process.StandardInput.Write(Text(profile));
        process.StandardInput.Close();
        using MemoryStream filter = new();
        process.StandardOutput.BaseStream.CopyTo(filter);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, process.StandardError.ReadToEnd() + Text(profile));
        return filter.ToArray();
    }

    private static string Text(SeccompSpec profile)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"default {Actions[0].Value}\n");
        foreach (string name in profile.Architectures.Skip(1))
        {
            text.Append(CultureInfo.InvariantCulture, $"arch {SeccompNames.AuditArchitecture(
                SeccompNames.ParseArchitecture(name)!.Value)}\n");
        }

        foreach (SyscallRuleSpec rule in profile.Syscalls)
        {
            uint action = Actions.First(a => a.Name == rule.Action).Value;
            text.Append(CultureInfo.InvariantCulture,
                $"rule {action} {rule.Names[0]} {rule.Args.Count}");
            foreach (SyscallArgSpec arg in rule.Args)
            {
                int op = Array.IndexOf(Operators, arg.Op);
                text.Append(CultureInfo.InvariantCulture,
                    $" {arg.Index} {op} {arg.Value} {arg.ValueTwo}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private string BuildOracle()
    {
        string compiler = Needs.Program("cc", "gcc");
        Assert.SkipUnless(File.Exists("/usr/include/seccomp.h"),
            "needs libseccomp: apt-get install libseccomp-dev");
        File.WriteAllText(directory["oracle.c"], Oracle);
        Command.Run(compiler, "-o", directory["oracle"], directory["oracle.c"], "-lseccomp")
            .MustSucceed();
        return directory["oracle"];
    }
}
