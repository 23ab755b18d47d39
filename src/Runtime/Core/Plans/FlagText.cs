using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Plans;

/// <summary>Names of flag bits, as the manual pages have them.</summary>
internal static class FlagText
{
    internal static string Of(Syscall call, int index, ulong value) => (call, index) switch
    {
        (Syscall.openat, _) => Open(value),
        (Syscall.open_tree, _) => Join(value, ("OPEN_TREE_CLONE", OPEN_TREE_CLONE),
            ("AT_RECURSIVE", AT_RECURSIVE), ("AT_EMPTY_PATH", AT_EMPTY_PATH),
            ("O_CLOEXEC", O_CLOEXEC)),
        (Syscall.move_mount, _) => Join(value, ("F_EMPTY_PATH", MOVE_MOUNT_F_EMPTY_PATH),
            ("T_EMPTY_PATH", MOVE_MOUNT_T_EMPTY_PATH)),
        (Syscall.fsopen, _) => Join(value, ("FSOPEN_CLOEXEC", FSOPEN_CLOEXEC)),
        (Syscall.fsconfig, _) => FsconfigCommand(value),
        (Syscall.fsmount, 1) => Join(value, ("FSMOUNT_CLOEXEC", FSMOUNT_CLOEXEC)),
        (Syscall.fsmount, _) => MountAttributes(value),
        (Syscall.mount_setattr, _) => Join(value, ("AT_EMPTY_PATH", AT_EMPTY_PATH),
            ("AT_RECURSIVE", AT_RECURSIVE)),
        (Syscall.mount, _) => Propagation(value),
        (Syscall.umount2, _) => Join(value, ("MNT_DETACH", MNT_DETACH)),
        (Syscall.setns or Syscall.unshare, _) => Clone(value),
        (Syscall.prctl, _) => Prctl(value),
        _ => $"0x{value:x}",
    };

    internal static string Open(ulong flags) => ((flags & 3) switch
    {
        O_WRONLY => "O_WRONLY",
        O_RDWR => "O_RDWR",
        _ => (flags & O_PATH) != 0 ? "" : "O_RDONLY",
    } + "|" + Join(flags & ~3ul, ("O_PATH", O_PATH), ("O_DIRECTORY", O_DIRECTORY),
        ("O_NOFOLLOW", O_NOFOLLOW), ("O_CREAT", O_CREAT), ("O_EXCL", O_EXCL),
        ("O_NOCTTY", O_NOCTTY), ("O_NONBLOCK", O_NONBLOCK), ("O_CLOEXEC", O_CLOEXEC))).Trim('|');

    internal static string Resolve(ulong flags) => Join(flags, ("RESOLVE_IN_ROOT", RESOLVE_IN_ROOT),
        ("RESOLVE_NO_SYMLINKS", RESOLVE_NO_SYMLINKS), ("RESOLVE_BENEATH", RESOLVE_BENEATH),
        ("RESOLVE_NO_XDEV", RESOLVE_NO_XDEV), ("RESOLVE_NO_MAGICLINKS", RESOLVE_NO_MAGICLINKS));

    internal static string MountAttributes(ulong flags) => (flags & MOUNT_ATTR__ATIME) ==
        MOUNT_ATTR__ATIME
        ? Join(flags & ~MOUNT_ATTR__ATIME, Attributes) + "|ATIME"
        : Join(flags, Attributes);

    internal static string Propagation(ulong flags) => Join(flags, ("MS_SHARED", MS_SHARED),
        ("MS_SLAVE", MS_SLAVE), ("MS_PRIVATE", MS_PRIVATE), ("MS_UNBINDABLE", MS_UNBINDABLE),
        ("MS_REC", MS_REC), ("MS_MOVE", MS_MOVE), ("MS_BIND", MS_BIND));

    internal static string Clone(ulong flags) => Join(flags, ("CLONE_NEWUSER", CLONE_NEWUSER),
        ("CLONE_NEWNS", CLONE_NEWNS), ("CLONE_NEWPID", CLONE_NEWPID),
        ("CLONE_NEWNET", CLONE_NEWNET), ("CLONE_NEWIPC", CLONE_NEWIPC),
        ("CLONE_NEWUTS", CLONE_NEWUTS), ("CLONE_NEWCGROUP", CLONE_NEWCGROUP),
        ("CLONE_NEWTIME", CLONE_NEWTIME), ("CLONE_PIDFD", CLONE_PIDFD),
        ("CLONE_PARENT", CLONE_PARENT), ("CLONE_INTO_CGROUP", CLONE_INTO_CGROUP));

    private static readonly (string, ulong)[] Attributes =
    [
        ("RDONLY", MOUNT_ATTR_RDONLY), ("NOSUID", MOUNT_ATTR_NOSUID),
        ("NODEV", MOUNT_ATTR_NODEV), ("NOEXEC", MOUNT_ATTR_NOEXEC),
        ("NOATIME", MOUNT_ATTR_NOATIME), ("STRICTATIME", MOUNT_ATTR_STRICTATIME),
        ("NODIRATIME", MOUNT_ATTR_NODIRATIME), ("NOSYMFOLLOW", MOUNT_ATTR_NOSYMFOLLOW),
        ("IDMAP", MOUNT_ATTR_IDMAP),
    ];

    private static string FsconfigCommand(ulong value) => value switch
    {
        FSCONFIG_SET_FLAG => "SET_FLAG",
        FSCONFIG_SET_STRING => "SET_STRING",
        FSCONFIG_SET_FD => "SET_FD",
        FSCONFIG_CMD_CREATE => "CMD_CREATE",
        _ => $"{value}",
    };

    private static string Prctl(ulong value) => value switch
    {
        1 => "PR_SET_PDEATHSIG",
        PR_SET_DUMPABLE => "PR_SET_DUMPABLE",
        PR_SET_KEEPCAPS => "PR_SET_KEEPCAPS",
        PR_CAPBSET_DROP => "PR_CAPBSET_DROP",
        PR_SET_NO_NEW_PRIVS => "PR_SET_NO_NEW_PRIVS",
        PR_CAP_AMBIENT => "PR_CAP_AMBIENT",
        _ => $"{value}",
    };

    private static string Join(ulong value, params ReadOnlySpan<(string Name, ulong Bit)> names)
    {
        if (value == 0)
            return "0";
        string text = "";
        foreach ((string name, ulong bit) in names)
        {
            if ((value & bit) != bit)
                continue;
            text += (text.Length == 0 ? "" : "|") + name;
            value &= ~bit;
        }
        if (value == 0)
            return text;
        return $"{text}{(text.Length == 0 ? "" : "|")}0x{value:x}";
    }
}
