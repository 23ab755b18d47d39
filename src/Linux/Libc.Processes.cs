using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

internal static unsafe partial class Libc
{
    internal const int P_PID = 1, P_PIDFD = 3;
    internal const int WNOHANG = 1, WEXITED = 4;
    internal const int CLD_EXITED = 1;
    internal const int PR_SET_PDEATHSIG = 1, PR_SET_CHILD_SUBREAPER = 36;
    internal const short POSIX_SPAWN_SETSIGDEF = 4, POSIX_SPAWN_SETSIGMASK = 8;
    internal const short POSIX_SPAWN_SETSID = 0x80;
    internal const int SIG_BLOCK = 0, SIG_UNBLOCK = 1, SIG_SETMASK = 2;
    internal const int SFD_NONBLOCK = 0x800, SFD_CLOEXEC = 0x80000;

    // The glibc types are opaque: 336, 80 and 128 bytes on x86-64 and Arm64 (tests/Abi).
    internal const int PosixSpawnAttrBytes = 336, PosixSpawnFileActionsBytes = 80;
    internal const int SigsetBytes = 128, SiginfoBytes = 128, SignalfdSiginfoBytes = 128;

    // man 2 pidfd_open, pidfd_send_signal: no wrapper in older C libraries
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint syscall(nint number, nint first, nint second);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint syscall(
        nint number, SafeHandle first, nint second, nint third, nint fourth);

    // man 2 waitid
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int waitid(int kind, nint id, byte* info, int options);

    // man 2 kill
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int kill(int pid, int signal);

    // man 2 prctl
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int prctl(int option, nint first, nint second, nint third, nint fourth);

    // man 2 geteuid
    [LibraryImport("libc")]
    internal static partial uint geteuid();

    // man 2 unshare
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int unshare(int flags);

    // man 2 setns
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setns(SafeHandle fd, int kinds);

    // man 3 posix_spawn; returns the error, does not set errno
    [LibraryImport("libc")]
    internal static partial int posix_spawn(
        int* pid, byte* path, byte* actions, byte* attributes, byte** argv, byte** envp);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* set);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setsigmask(byte* attributes, byte* set);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_addclosefrom_np(byte* actions, int from);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_addchdir_np(byte* actions, byte* path);

    // man 3 pthread_sigmask; returns the error
    [LibraryImport("libc")]
    internal static partial int pthread_sigmask(int how, byte* set, byte* old);

    // man 2 signalfd
    [LibraryImport("libc", SetLastError = true)]
    internal static partial SafeFileHandle signalfd(int fd, byte* mask, int flags);
}
