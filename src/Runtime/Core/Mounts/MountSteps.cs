using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Plans;
using MiniDocker.Runtime.Rootfs;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Mounts;

/// <summary>
/// The spec's mounts, in its order. A mount is made detached, gets its attributes, and is then
/// moved onto the handle of its destination: no path is looked up twice.
/// </summary>
internal static unsafe class MountSteps
{
    internal static void Add(LaunchContext c)
    {
        foreach (MountSpec mount in c.Spec.Mounts)
        {
            MountOptions options = MountOptions.Parse(mount.Options);
            bool isBind = options.IsBind || mount.Type == "bind";
            if (options.IsRemount)
                Remount(c, mount, options);
            else if (isBind)
                BindSteps.Add(c, mount, options);
            else if (mount.Type is "cgroup" or "cgroup2")
                CgroupMountSteps.Add(c, mount, options);
            else
                MountNew(c, mount, options);
        }
    }

    /// <summary>Makes a detached mount of a file system.</summary>
    internal static Slot Create(LaunchContext c, string type, string? source,
        MountOptions options, ulong attributes)
    {
        PlanBuilder b = c.Builder;
        Slot context = b.Call(Syscall.fsopen, b.Text(type), FSOPEN_CLOEXEC).Into("fs");
        if (!string.IsNullOrEmpty(source))
            b.Call(Syscall.fsconfig, context, FSCONFIG_SET_STRING, b.Text("source"),
                b.Text(source), 0);
        if (IsOfDevice(type) && (attributes & MOUNT_ATTR_RDONLY) != 0)
            b.Call(Syscall.fsconfig, context, FSCONFIG_SET_FLAG, b.Text("ro"), 0, 0);
        foreach (string flag in options.Flags)
            b.Call(Syscall.fsconfig, context, FSCONFIG_SET_FLAG, b.Text(flag), 0, 0);
        foreach (string parameter in options.Parameters)
            Configure(c, context, parameter);
        if (c.Linux.MountLabel is { Length: > 0 } label)
            b.Call(Syscall.fsconfig, context, FSCONFIG_SET_STRING, b.Text("context"),
                b.Text(label), 0);
        b.Call(Syscall.fsconfig, context, FSCONFIG_CMD_CREATE, 0, 0, 0);
        Slot mount = b.Call(Syscall.fsmount, context, FSMOUNT_CLOEXEC, attributes).Into("mount");
        c.Close(context);
        return mount;
    }

    /// <summary>Attaches a detached mount to the place a handle stands for.</summary>
    internal static void Attach(LaunchContext c, Slot mount, Slot target) => c.Builder.Call(
        Syscall.move_mount, mount, c.Builder.Text(""), target, c.Builder.Text(""),
        MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);

    /// <summary>Applies what only an attached or cloned tree takes.</summary>
    internal static void Finish(LaunchContext c, Slot mount, MountOptions options)
    {
        if (options.RecursiveSet != 0 || options.RecursiveClear != 0)
            RootfsSteps.SetAttributes(c, mount,
                new MountAttr { Set = options.RecursiveSet, Clear = options.RecursiveClear },
                AT_EMPTY_PATH | AT_RECURSIVE);
        if (options.Propagation != 0)
            RootfsSteps.SetAttributes(c, mount,
                new MountAttr { Propagation = options.Propagation },
                AT_EMPTY_PATH | (options.IsPropagationRecursive ? AT_RECURSIVE : 0));
    }

    private static void MountNew(LaunchContext c, MountSpec mount, MountOptions options)
    {
        string type = mount.Type ?? "none";
        c.Builder.Begin("mount {0} on {1}", type, mount.Destination, WhyOf(type));
        bool isLate = options.CopiesUp && (options.Set & MOUNT_ATTR_RDONLY) != 0;
        ulong attributes = isLate ? options.Set & ~MOUNT_ATTR_RDONLY : options.Set;
        Slot detached = Create(c, type, mount.Source, options, attributes);
        // A link in the place of /proc or /sys could make labels and sysctls go elsewhere.
        ulong resolve = RESOLVE_IN_ROOT | (type is "proc" or "sysfs" ? RESOLVE_NO_SYMLINKS : 0);
        Slot target = RootfsPath.OpenDirectory(c, mount.Destination, resolve: resolve);
        if (options.CopiesUp)
            c.Builder.Do(StepOperation.CopyTree, target, detached);
        if (isLate)
            RootfsSteps.SetAttributes(c, detached, new MountAttr { Set = MOUNT_ATTR_RDONLY });
        Attach(c, detached, target);
        Finish(c, detached, options);
        c.Close(target);
        c.Close(detached);
    }

    private static void Remount(LaunchContext c, MountSpec mount, MountOptions options)
    {
        c.Builder.Begin("change mount {0}", mount.Destination, null, "a mount with \"remount\"");
        Slot target = RootfsPath.Open(c, mount.Destination, O_PATH).Into("target");
        if (options.Set != 0 || options.Clear != 0)
            RootfsSteps.SetAttributes(c, target,
                new MountAttr { Set = options.Set, Clear = options.Clear });
        Finish(c, target, options);
        c.Close(target);
    }

    private static void Configure(LaunchContext c, Slot context, string parameter)
    {
        int equals = parameter.IndexOf('=');
        if (equals < 0)
            c.Builder.Call(Syscall.fsconfig, context, FSCONFIG_SET_FLAG,
                c.Builder.Text(parameter), 0, 0);
        else
            c.Builder.Call(Syscall.fsconfig, context, FSCONFIG_SET_STRING,
                c.Builder.Text(parameter[..equals]), c.Builder.Text(parameter[(equals + 1)..]), 0);
    }

    // The super block of these is shared or born empty: read-only is for the mount alone.
    private static bool IsOfDevice(string type) => type is not ("proc" or "sysfs" or "tmpfs"
        or "devpts" or "mqueue" or "cgroup" or "cgroup2" or "overlay" or "devtmpfs");

    private static string WhyOf(string type) => type switch
    {
        "proc" => "shows the processes of this pid namespace and no others",
        "sysfs" => "shows the devices of this network namespace",
        "tmpfs" => "files in memory that go away with the container",
        "devpts" => "terminals of this container only",
        "mqueue" => "message queues of this ipc namespace",
        _ => "asked for by the bundle",
    };
}
