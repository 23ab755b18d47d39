using System.Runtime.InteropServices;

// A table of system call numbers; tests/Abi checks it against the C headers.
namespace MiniDocker.Runtime.Plans;

/// <summary>The number of a system call on the architecture this process runs on.</summary>
internal static class SyscallNumbers
{
    private static readonly bool IsArm64 =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    internal static int Of(Syscall call) => IsArm64 ? OnArm64(call) : (int)call;

    /// <summary>The call that has a number.</summary>
    internal static Syscall From(int number)
    {
        foreach (Syscall call in Enum.GetValues<Syscall>())
        {
            if (Of(call) == number)
                return call;
        }
        throw new ArgumentOutOfRangeException(nameof(number), number, null);
    }

    // include/uapi/asm-generic/unistd.h: calls from 424 on have the same number everywhere.
    internal static int OnArm64(Syscall call) => call switch
    {
        >= (Syscall)424 => (int)call,
        Syscall.read => 63,
        Syscall.write => 64,
        Syscall.close => 57,
        Syscall.fstat => 80,
        Syscall.lseek => 62,
        Syscall.mmap => 222,
        Syscall.munmap => 215,
        Syscall.rt_sigaction => 134,
        Syscall.rt_sigprocmask => 135,
        Syscall.ioctl => 29,
        Syscall.getpid => 172,
        Syscall.socket => 198,
        Syscall.connect => 203,
        Syscall.sendto => 206,
        Syscall.recvfrom => 207,
        Syscall.sendmsg => 211,
        Syscall.recvmsg => 212,
        Syscall.shutdown => 210,
        Syscall.bind => 200,
        Syscall.listen => 201,
        Syscall.socketpair => 199,
        Syscall.setsockopt => 208,
        Syscall.execve => 221,
        Syscall.wait4 => 260,
        Syscall.kill => 129,
        Syscall.fcntl => 25,
        Syscall.ftruncate => 46,
        Syscall.getcwd => 17,
        Syscall.chdir => 49,
        Syscall.fchdir => 50,
        Syscall.umask => 166,
        Syscall.setpgid => 154,
        Syscall.getppid => 173,
        Syscall.setsid => 157,
        Syscall.setgroups => 159,
        Syscall.setresuid => 147,
        Syscall.setresgid => 149,
        Syscall.capset => 91,
        Syscall.personality => 92,
        Syscall.fstatfs => 44,
        Syscall.setpriority => 140,
        Syscall.pivot_root => 41,
        Syscall.prctl => 167,
        Syscall.chroot => 51,
        Syscall.mount => 40,
        Syscall.umount2 => 39,
        Syscall.sethostname => 161,
        Syscall.setdomainname => 162,
        Syscall.fsetxattr => 7,
        Syscall.sched_setaffinity => 122,
        Syscall.getdents64 => 61,
        Syscall.exit_group => 94,
        Syscall.set_mempolicy => 237,
        Syscall.waitid => 95,
        Syscall.keyctl => 219,
        Syscall.ioprio_set => 30,
        Syscall.openat => 56,
        Syscall.mkdirat => 34,
        Syscall.mknodat => 33,
        Syscall.fchownat => 54,
        Syscall.newfstatat => 79,
        Syscall.unlinkat => 35,
        Syscall.linkat => 37,
        Syscall.symlinkat => 36,
        Syscall.readlinkat => 78,
        Syscall.fchmodat => 53,
        Syscall.faccessat => 48,
        Syscall.unshare => 97,
        Syscall.accept4 => 242,
        Syscall.dup3 => 24,
        Syscall.pipe2 => 59,
        Syscall.prlimit64 => 261,
        Syscall.setns => 268,
        Syscall.sched_setattr => 274,
        Syscall.seccomp => 277,
        Syscall.bpf => 280,
        Syscall.memfd_create => 279,
        Syscall.statx => 291,
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, null),
    };
}
