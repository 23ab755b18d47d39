using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// Constants and structures of the kernel's interface that plans are made of, under their native
/// names. tests/Runtime.Tests compares each with the C headers.
/// </summary>
internal static class Abi
{
    internal const int AT_FDCWD = -100;
    internal const uint AT_SYMLINK_NOFOLLOW = 0x100, AT_REMOVEDIR = 0x200,
        AT_EMPTY_PATH = 0x1000, AT_RECURSIVE = 0x8000, AT_EACCESS = 0x200;
    internal const uint O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_CREAT = 0x40, O_EXCL = 0x80,
        O_NOCTTY = 0x100, O_TRUNC = 0x200, O_NONBLOCK = 0x800, O_CLOEXEC = 0x80000,
        O_PATH = 0x200000;
    internal static readonly uint O_DIRECTORY = IsArm64 ? 0x4000u : 0x10000u;
    internal static readonly uint O_NOFOLLOW = IsArm64 ? 0x8000u : 0x20000u;
    internal const ulong RESOLVE_NO_XDEV = 1, RESOLVE_NO_MAGICLINKS = 2, RESOLVE_NO_SYMLINKS = 4,
        RESOLVE_BENEATH = 8, RESOLVE_IN_ROOT = 0x10;

    internal const ulong CLONE_NEWTIME = 0x80, CLONE_PARENT = 0x8000, CLONE_NEWNS = 0x20000,
        CLONE_PARENT_SETTID = 0x100000, CLONE_NEWCGROUP = 0x2000000, CLONE_NEWUTS = 0x4000000,
        CLONE_NEWIPC = 0x8000000, CLONE_NEWUSER = 0x10000000, CLONE_NEWPID = 0x20000000,
        CLONE_NEWNET = 0x40000000, CLONE_PIDFD = 0x1000, CLONE_FS = 0x200,
        CLONE_CLEAR_SIGHAND = 0x1_0000_0000, CLONE_INTO_CGROUP = 0x2_0000_0000;

    internal const ulong MS_NOSUID = 2, MS_BIND = 0x1000, MS_MOVE = 0x2000, MS_REC = 0x4000,
        MS_UNBINDABLE = 0x20000, MS_PRIVATE = 0x40000, MS_SLAVE = 0x80000, MS_SHARED = 0x100000;
    internal const ulong MNT_DETACH = 2;
    internal const ulong MOUNT_ATTR_RDONLY = 1, MOUNT_ATTR_NOSUID = 2, MOUNT_ATTR_NODEV = 4,
        MOUNT_ATTR_NOEXEC = 8, MOUNT_ATTR__ATIME = 0x70, MOUNT_ATTR_RELATIME = 0,
        MOUNT_ATTR_NOATIME = 0x10, MOUNT_ATTR_STRICTATIME = 0x20, MOUNT_ATTR_NODIRATIME = 0x80,
        MOUNT_ATTR_IDMAP = 0x100000, MOUNT_ATTR_NOSYMFOLLOW = 0x200000;
    internal const uint OPEN_TREE_CLONE = 1, FSOPEN_CLOEXEC = 1, FSMOUNT_CLOEXEC = 1;
    internal const uint MOVE_MOUNT_F_EMPTY_PATH = 4, MOVE_MOUNT_T_EMPTY_PATH = 0x40;
    internal const uint FSCONFIG_SET_FLAG = 0, FSCONFIG_SET_STRING = 1, FSCONFIG_SET_FD = 5,
        FSCONFIG_CMD_CREATE = 6;

    internal const uint PR_SET_DUMPABLE = 4, PR_SET_KEEPCAPS = 8, PR_CAPBSET_DROP = 24,
        PR_SET_NO_NEW_PRIVS = 38, PR_CAP_AMBIENT = 47, PR_CAP_AMBIENT_RAISE = 2,
        PR_CAP_AMBIENT_CLEAR_ALL = 4;
    internal const uint S_IFMT = 0xF000, S_IFIFO = 0x1000, S_IFCHR = 0x2000, S_IFBLK = 0x6000,
        S_IFREG = 0x8000;
    internal const uint CLOSE_RANGE_CLOEXEC = 4;
    internal const uint MSG_NOSIGNAL = 0x4000, MSG_CMSG_CLOEXEC = 0x40000000;
    internal const uint KEYCTL_JOIN_SESSION_KEYRING = 1, KEYCTL_SETPERM = 5;
    internal const int KEY_SPEC_SESSION_KEYRING = -3;
    internal const uint TIOCSPTLCK = 0x40045431, TIOCGPTPEER = 0x5441, TIOCSWINSZ = 0x5414,
        TIOCSCTTY = 0x540E, SIOCSIFFLAGS = 0x8914, SIOCGIFFLAGS = 0x8913;
    internal const ulong DEVPTS_SUPER_MAGIC = 0x1cd1, PROC_SUPER_MAGIC = 0x9fa0;
    internal const uint SIGCHLD = 17, SIGKILL = 9, SIG_SETMASK = 2;
    internal const uint AF_UNIX = 1, AF_INET = 2, SOCK_STREAM = 1, SOCK_DGRAM = 2,
        SOCK_SEQPACKET = 5, SOCK_CLOEXEC = 0x80000, SOL_SOCKET = 1, SCM_RIGHTS = 1;
    internal const uint SECCOMP_SET_MODE_FILTER = 1, SECCOMP_FILTER_FLAG_NEW_LISTENER = 8;

    internal const int EPERM = 1, ENOENT = 2, ESRCH = 3, EBADF = 9, EACCES = 13, EEXIST = 17,
        EXDEV = 18, ENODEV = 19, ENOTDIR = 20, EINVAL = 22, ENOTTY = 25, EROFS = 30, ENOSYS = 38,
        ELOOP = 40, EOPNOTSUPP = 95, EBUSY = 16, EPIPE = 32, ECHILD = 10;

    private static bool IsArm64 =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}
