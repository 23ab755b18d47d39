using System.Reflection;
using System.Text;
using MiniDocker.Runtime.Plans;
using MiniDocker.TestKit;

namespace MiniDocker.Runtime.Tests.LaunchPlans;

/// <summary>The constants and structures of plans against the C headers of this machine.</summary>
public sealed class AbiTests
{
    private const string Headers = """
        #include <linux/fcntl.h>
        #include <linux/openat2.h>
        #include <linux/mount.h>
        #include <linux/sched.h>
        #include <linux/prctl.h>
        #include <linux/stat.h>
        #include <linux/keyctl.h>
        #include <linux/magic.h>
        #include <linux/seccomp.h>
        #include <linux/close_range.h>
        #include <linux/sockios.h>
        #include <asm/ioctls.h>
        #include <sys/socket.h>
        #include <signal.h>
        #include <errno.h>
        #include <sys/syscall.h>

        """;

    [Fact]
    public void Constants_are_those_of_the_headers()
    {
        var program = new StringBuilder(Headers);
        int count = 0;
        foreach (FieldInfo field in typeof(Abi).GetFields(
            BindingFlags.Static | BindingFlags.NonPublic))
        {
            object value = field.GetValue(null)!;
            string text = value is int number ? $"{number}" : $"{Convert.ToUInt64(value)}ull";
            bool isMacro = !field.Name.StartsWith("FSCONFIG", StringComparison.Ordinal);
            if (isMacro)
                program.AppendLine($"#ifdef {field.Name}");
            program.AppendLine($"_Static_assert({field.Name} == {text}, \"{field.Name}\");");
            if (isMacro)
                program.AppendLine("#endif");
            count++;
        }
        Assert.True(count > 100);
        Compile(program.ToString());
    }

    [Fact]
    public void Structures_have_the_sizes_of_the_headers()
    {
        Compile(Headers + $"""
            _Static_assert(sizeof(struct open_how) == {System.Runtime.CompilerServices.Unsafe.SizeOf<Plans.OpenHow>()}, "");
            _Static_assert(sizeof(struct mount_attr) == {System.Runtime.CompilerServices.Unsafe.SizeOf<MountAttr>()}, "");
            _Static_assert(sizeof(struct clone_args) == {System.Runtime.CompilerServices.Unsafe.SizeOf<CloneArgs>()}, "");
            """);
    }

    [Fact]
    public void Syscall_numbers_are_those_of_the_headers()
    {
        var program = new StringBuilder(Headers);
        foreach (Syscall call in Enum.GetValues<Syscall>())
            program.AppendLine($"#ifdef SYS_{call}\n_Static_assert(SYS_{call} == "
                + $"{SyscallNumbers.Of(call)}, \"{call}\");\n#endif");
        Compile(program.ToString());
    }

    private static void Compile(string program)
    {
        string compiler = Needs.Program("gcc", "gcc");
        using var directory = new TemporaryDirectory();
        string source = directory["abi.c"];
        File.WriteAllText(source, "#define _GNU_SOURCE\n" + program + "\n");
        Command.Run(compiler, "-fsyntax-only", source).MustSucceed();
    }
}
