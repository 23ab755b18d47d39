using System.Globalization;
using MiniDocker.Oci;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Rootfs;

/// <summary>
/// From the host's mounts to a tree that is ready to become the container's root.
/// </summary>
internal static unsafe class RootfsSteps
{
    /// <summary>Cuts the new mount namespace off the host's.</summary>
    internal static void Detach(LaunchContext c)
    {
        ulong propagation = Propagation.FlagOf(c.Linux.RootfsPropagation) ?? MS_SLAVE;
        c.Builder.Begin("cut mount propagation to the host",
            "a mount made in here must not appear out there");
        SetPropagation(c, propagation, MS_REC);
        if (propagation == MS_SHARED)
            SetPropagation(c, MS_PRIVATE, 0);
    }

    /// <summary>Gets a handle of the root: a clone of the directory, or the overlay.</summary>
    internal static void Open(LaunchContext c)
    {
        string path = c.RootPath;
        if (c.Options.Recipe is { } recipe)
            c.Rootfs = MountOverlay(c, recipe, path);
        else
        {
            c.Builder.Begin("open root file system {0}", path, null,
                "a mount of its own, named by a handle that no rename can change");
            c.Rootfs = c.Builder.Call(Syscall.open_tree, AT_FDCWD, c.Builder.Text(path),
                OPEN_TREE_CLONE | O_CLOEXEC | AT_RECURSIVE).Into("rootfs");
        }
    }

    /// <summary>Attaches the root where its mounts can be made.</summary>
    internal static void Attach(LaunchContext c)
    {
        c.Builder.Begin("attach root file system to {0}", c.RootPath, null,
            "mounts can only be made below an attached one; the host does not see it");
        StepHandle attach = Move(c, c.Rootfs, c.RootPath);
        if (!c.ParentOpens)
            return;
        // The user that root is mapped to may not be able to reach the bundle; "/" it can.
        attach.Tolerate(EACCES);
        Move(c, c.Rootfs, "/");
        c.Builder.LandSuccess(attach);
    }

    /// <summary>Makes the root read-only, once nothing more is created in it.</summary>
    internal static void Freeze(LaunchContext c)
    {
        if (c.Spec.Root?.Readonly != true && c.Options.Recipe?.Readonly != true)
            return;
        c.Builder.Begin("make root file system read-only", "root.readonly");
        SetAttributes(c, c.Rootfs, new MountAttr { Set = MOUNT_ATTR_RDONLY });
    }

    /// <summary>mount_setattr on the mount a handle stands for.</summary>
    internal static void SetAttributes(LaunchContext c, Slot mount, MountAttr attributes,
        uint flags = AT_EMPTY_PATH) => c.Builder.Call(Syscall.mount_setattr, mount,
        c.Builder.Text(""), flags, c.Builder.Value(attributes), sizeof(MountAttr));

    private static StepHandle Move(LaunchContext c, Slot tree, string target) => c.Builder.Call(
        Syscall.move_mount, tree, c.Builder.Text(""), AT_FDCWD, c.Builder.Text(target),
        MOVE_MOUNT_F_EMPTY_PATH);

    private static void SetPropagation(LaunchContext c, ulong propagation, ulong recursive) =>
        c.Builder.Call(Syscall.mount, c.Builder.Text("none"), c.Builder.Text("/"), 0,
            propagation | recursive, 0);

    private static Slot MountOverlay(LaunchContext c, RootfsRecipe recipe, string path)
    {
        c.Builder.Begin("mount overlay of {0} layers for {1}",
            recipe.Lower.Count.ToString(CultureInfo.InvariantCulture), path,
            "the image's layers below, the container's own writes on top");
        if (recipe.Lower.Count == 1 && recipe.Upper is null)
        {
            // Overlayfs wants two layers; one alone is taken as it is.
            return IsImage(recipe.Lower[0])
                ? MountImage(c, recipe.Lower[0])
                : c.Builder.Call(Syscall.open_tree, AT_FDCWD, c.Builder.Text(recipe.Lower[0]),
                    OPEN_TREE_CLONE | O_CLOEXEC | AT_RECURSIVE).Into("rootfs");
        }
        Slot context = c.Builder.Call(Syscall.fsopen, c.Builder.Text("overlay"), FSOPEN_CLOEXEC)
            .Into("overlay");
        Configure(c, context, "source", "overlay");
        List<Slot> images = [];
        if (c.Host.TakesLayersOneByOne)
        {
            foreach (string lower in recipe.Lower)
            {
                if (AddLower(c, context, lower) is Slot image)
                    images.Add(image);
            }
        }
        else
        {
            Configure(c, context, "lowerdir", JoinLowers(recipe.Lower));
        }
        if (recipe.Upper is not null)
        {
            Configure(c, context, "upperdir", recipe.Upper);
            Configure(c, context, "workdir", recipe.Work!);
        }
        if (!c.Host.IsPrivileged)
            c.Builder.Call(Syscall.fsconfig, context, FSCONFIG_SET_FLAG,
                c.Builder.Text("userxattr"), 0, 0);
        c.Builder.Call(Syscall.fsconfig, context, FSCONFIG_CMD_CREATE, 0, 0, 0);
        Slot root = c.Builder.Call(Syscall.fsmount, context, FSMOUNT_CLOEXEC, 0).Into("rootfs");
        c.Close(context);
        foreach (Slot image in images)
            c.Close(image);
        return root;
    }

    // An EROFS image is mounted first, detached, and overlayfs takes its handle (Linux 6.15).
    // The handle stays open until the overlay is made: its close would dissolve the mount.
    private static Slot? AddLower(LaunchContext c, Slot context, string lower)
    {
        if (!IsImage(lower))
        {
            Configure(c, context, "lowerdir+", lower);
            return null;
        }
        Slot layer = MountImage(c, lower);
        c.Builder.Call(Syscall.fsconfig, context, FSCONFIG_SET_FD, c.Builder.Text("lowerdir+"),
            0, layer);
        return layer;
    }

    private static bool IsImage(string lower) =>
        lower.EndsWith(".erofs", StringComparison.Ordinal);

    private static Slot MountImage(LaunchContext c, string path)
    {
        Slot image = c.Builder.Call(Syscall.fsopen, c.Builder.Text("erofs"), FSOPEN_CLOEXEC)
            .Into("erofs");
        Configure(c, image, "source", path);
        c.Builder.Call(Syscall.fsconfig, image, FSCONFIG_SET_FLAG, c.Builder.Text("ro"), 0, 0);
        c.Builder.Call(Syscall.fsconfig, image, FSCONFIG_CMD_CREATE, 0, 0, 0);
        Slot layer = c.Builder.Call(Syscall.fsmount, image, FSMOUNT_CLOEXEC, MOUNT_ATTR_RDONLY)
            .Into("layer");
        c.Close(image);
        return layer;
    }

    // Before Linux 6.5 all layers are one string, of which fsconfig(2) takes 255 bytes.
    private static string JoinLowers(IReadOnlyList<string> lowers)
    {
        var escaped = new string[lowers.Count];
        for (int i = 0; i < escaped.Length; i++)
        {
            if (IsImage(lowers[i]))
                throw new OciFormatException($"rootfs.json: lower: {lowers[i]}: an EROFS image "
                    + "as one of many layers needs Linux 6.15");
            escaped[i] = lowers[i].Replace("\\", "\\\\").Replace(":", "\\:");
        }
        string joined = string.Join(':', escaped);
        if (System.Text.Encoding.UTF8.GetByteCount(joined) > RuntimeLimits.ConfigTextMax)
            throw new OciFormatException($"rootfs.json: lower: the paths of {lowers.Count} layers "
                + $"are longer than the {RuntimeLimits.ConfigTextMax} bytes that a kernel before "
                + "6.5 takes; use a newer kernel or a shorter root directory");
        return joined;
    }

    private static void Configure(LaunchContext c, Slot context, string key, string value) =>
        c.Builder.Call(Syscall.fsconfig, context, FSCONFIG_SET_STRING, c.Builder.Text(key),
            c.Builder.Text(value), 0);
}
