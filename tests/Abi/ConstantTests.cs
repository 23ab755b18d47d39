using System.Reflection;
using System.Text.RegularExpressions;
using MiniDocker.Linux;
using MiniDocker.Runtime;

namespace MiniDocker.Abi;

/// <summary>Every constant that has the name of one of C's has its value.</summary>
public sealed partial class ConstantTests
{
    private static readonly string[] Headers =
    [
        "errno.h", "fcntl.h", "poll.h", "sched.h", "signal.h", "spawn.h", "termios.h",
        "linux/sched.h", "linux/openat2.h", "linux/bpf.h", "linux/seccomp.h", "linux/filter.h",
        "linux/audit.h", "linux/keyctl.h", "linux/magic.h", "linux/close_range.h",
        "linux/capability.h", "net/if.h", "sys/epoll.h", "sys/file.h", "sys/ioctl.h",
        "sys/mount.h", "sys/prctl.h", "sys/resource.h", "sys/signalfd.h", "sys/socket.h",
        "sys/stat.h", "sys/statfs.h", "sys/syscall.h", "sys/un.h", "sys/wait.h", "sys/xattr.h",
        "linux/mempolicy.h", "linux/ioprio.h", "sys/mman.h",
    ];

    // Enumerators are no macros, so #ifdef does not see them.
    private static readonly string[] EnumeratorPrefixes =
        ["P_", "BPF_PROG_", "BPF_CGROUP_", "FSCONFIG_"];

    [Fact]
    public void Constants_withNativeNames_haveTheValuesOfTheHeaders()
    {
        CSource source = new CSource().Include(Headers);
        int count = 0;
        foreach ((string name, long value) in Constants())
        {
            count++;
            if (IsEnumerator(name))
                source.Equal(name, value);
            else
                source.MacroEqual(name, value);
        }

        Assert.True(count > 150, $"only {count} constants found: is the pattern right?");
        Assert.Empty(source.Compile());
    }

    [Fact]
    public void Errno_members_haveTheValuesOfTheHeaders()
    {
        CSource source = new CSource().Include("errno.h");
        foreach (Errno errno in Enum.GetValues<Errno>())
        {
            if (errno != Errno.None)
                source.MacroEqual(errno.ToString(), (long)errno);
        }

        Assert.Empty(source.Compile());
    }

    [Fact]
    public void OpaqueSizes_areThoseOfTheLibrary()
    {
        CSource source = new CSource().Include(
            "signal.h", "spawn.h", "sys/signalfd.h", "sys/un.h", "termios.h");
        source.Equal("sizeof(posix_spawnattr_t)", Libc.PosixSpawnAttrBytes);
        source.Equal("sizeof(posix_spawn_file_actions_t)", Libc.PosixSpawnFileActionsBytes);
        source.Equal("sizeof(sigset_t)", Libc.SigsetBytes);
        source.Equal("sizeof(siginfo_t)", Libc.SiginfoBytes);
        source.Equal("sizeof(struct signalfd_siginfo)", Libc.SignalfdSiginfoBytes);
        source.Equal("sizeof(struct sockaddr_un)", Libc.SockaddrUnBytes);
        source.Equal("sizeof(((struct sockaddr_un *)0)->sun_path)", Libc.SunPathBytes);
        source.Equal("sizeof(struct termios)", Libc.TermiosBytes);
        Assert.Empty(source.Compile());
    }

    // Constants of every type of the two projects that talk to the kernel, private ones included.
    private static IEnumerable<(string Name, long Value)> Constants()
    {
        HashSet<string> seen = [];
        Assembly[] assemblies = [typeof(Errno).Assembly, typeof(Launcher).Assembly];
        foreach (Assembly assembly in assemblies)
        {
            foreach (FieldInfo field in assembly.GetTypes().Where(t => !t.IsEnum).SelectMany(
                type => type.GetFields(BindingFlags.Static | BindingFlags.Public
                    | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)))
            {
                object? value = !NativeName().IsMatch(field.Name) ? null
                    : field.IsLiteral ? field.GetRawConstantValue() : field.GetValue(null);
                if (value is not null && ToLong(value) is { } number
                    && seen.Add($"{field.Name}={number}"))
                {
                    yield return (field.Name, number);
                }
            }
        }
    }

    private static bool IsEnumerator(string name) =>
        Array.Exists(EnumeratorPrefixes, name.StartsWith);

    private static long? ToLong(object value) => value switch
    {
        ulong or uint or ushort or byte => (long)Convert.ToUInt64(value),
        long or int or short or sbyte => Convert.ToInt64(value),
        nint signed => signed,
        nuint unsigned => (long)unsigned,
        _ => null,
    };

    // SYS_ is followed by a call's name in lower case. A SYS_ constant that names its processor
    // is checked with the system calls.
    [GeneratedRegex("^(SYS_[a-z0-9_]+(?<!_x64|_arm64)|[A-Z][A-Z0-9]*_[A-Z0-9_]+|E[A-Z0-9]{3,}"
        + "|POLL[A-Z]+|SIG[A-Z]+)$")]
    private static partial Regex NativeName();
}
