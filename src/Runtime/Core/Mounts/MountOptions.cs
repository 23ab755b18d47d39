using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Mounts;

/// <summary>
/// The options of a mount, sorted into what the kernel takes where: attributes of the mount,
/// the same for the whole tree, propagation, flags of the file system, and its own parameters.
/// runtime-spec, config.md, "Linux mount options".
/// </summary>
internal sealed class MountOptions
{
    internal ulong Set { get; private set; }
    internal ulong Clear { get; private set; }
    internal ulong RecursiveSet { get; private set; }
    internal ulong RecursiveClear { get; private set; }
    internal ulong Propagation { get; private set; }
    internal bool IsPropagationRecursive { get; private set; }
    internal bool IsBind { get; private set; }
    internal bool IsRecursive { get; private set; }
    internal bool IsRemount { get; private set; }
    internal bool CopiesUp { get; private set; }
    internal bool IsIdMapped { get; private set; }
    internal bool IsIdMapRecursive { get; private set; }

    /// <summary>Parameters without a value for the file system, "sync" for instance.</summary>
    internal List<string> Flags { get; } = [];

    /// <summary>Parameters of the file system, "size=64k" for instance.</summary>
    internal List<string> Parameters { get; } = [];

    internal static MountOptions Parse(IReadOnlyList<string> options)
    {
        var parsed = new MountOptions();
        foreach (string option in options)
            parsed.Add(option);
        return parsed;
    }

    private void Add(string option)
    {
        switch (option)
        {
            case "bind": IsBind = true; return;
            case "rbind": IsBind = IsRecursive = true; return;
            case "remount": IsRemount = true; return;
            case "tmpcopyup": CopiesUp = true; return;
            case "idmap": IsIdMapped = true; return;
            case "ridmap": IsIdMapped = IsIdMapRecursive = true; return;
            case "defaults" or "loud" or "silent" or "nolazytime" or "norelatime" or "async"
                or "noiversion" or "nomand" or "":
                return;
            case "sync" or "dirsync" or "lazytime" or "iversion" or "mand":
                Flags.Add(option); return;
        }
        if (Rootfs.Propagation.FlagOf(option) is { } propagation)
        {
            Propagation = propagation;
            IsPropagationRecursive = option[0] == 'r';
            return;
        }
        if (TryAttribute(option, recursive: false))
            return;
        if (option[0] == 'r' && TryAttribute(option[1..], recursive: true))
            return;
        Parameters.Add(option);
    }

    private bool TryAttribute(string name, bool recursive)
    {
        (ulong set, ulong clear)? change = name switch
        {
            "ro" => (MOUNT_ATTR_RDONLY, 0),
            "rw" => (0, MOUNT_ATTR_RDONLY),
            "nosuid" => (MOUNT_ATTR_NOSUID, 0),
            "suid" => (0, MOUNT_ATTR_NOSUID),
            "nodev" => (MOUNT_ATTR_NODEV, 0),
            "dev" => (0, MOUNT_ATTR_NODEV),
            "noexec" => (MOUNT_ATTR_NOEXEC, 0),
            "exec" => (0, MOUNT_ATTR_NOEXEC),
            "nodiratime" => (MOUNT_ATTR_NODIRATIME, 0),
            "diratime" => (0, MOUNT_ATTR_NODIRATIME),
            "nosymfollow" => (MOUNT_ATTR_NOSYMFOLLOW, 0),
            "symfollow" => (0, MOUNT_ATTR_NOSYMFOLLOW),
            // The access time is one value of three: all its bits are cleared first.
            "relatime" or "atime" or "nostrictatime" =>
                (MOUNT_ATTR_RELATIME, MOUNT_ATTR__ATIME),
            "noatime" => (MOUNT_ATTR_NOATIME, MOUNT_ATTR__ATIME),
            "strictatime" => (MOUNT_ATTR_STRICTATIME, MOUNT_ATTR__ATIME),
            _ => null,
        };
        if (change is not (ulong add, ulong remove))
            return false;
        if (recursive)
        {
            RecursiveSet = (RecursiveSet & ~remove) | add;
            RecursiveClear = (RecursiveClear & ~add) | remove;
        }
        else
        {
            Set = (Set & ~remove) | add;
            Clear = (Clear & ~add) | remove;
        }
        return true;
    }
}
