using MiniDocker.Runtime.Plans;
using MiniDocker.Runtime.Rootfs;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Mounts;

/// <summary>Hides files and directories of /proc and /sys, or makes them read-only.</summary>
internal static unsafe class MaskSteps
{
    private const ulong DevNull = (1 << 8) | 3;

    /// <summary>
    /// Opens the host's /dev/null before anything of the container can stand in for it
    /// (CVE-2025-31133), and makes sure.
    /// </summary>
    internal static void OpenNull(LaunchContext c)
    {
        if (c.Linux.MaskedPaths.Count == 0)
            return;
        c.Builder.Begin("open the host's /dev/null", "it covers masked files");
        Slot nothing = c.OpenHost("/dev/null", O_PATH | O_NOFOLLOW, "null");
        byte* stat = c.Builder.Arena.Take(Stat.Bytes);
        c.Builder.Call(Syscall.newfstatat, nothing, c.Builder.Text(""), stat, AT_EMPTY_PATH);
        c.Builder.Do(StepOperation.Check, stat + Stat.ModeOffset, S_IFMT, S_IFCHR, ENODEV);
        c.Builder.Do(StepOperation.Check, stat + Stat.DeviceOffset, ~0ul, DevNull, ENODEV);
        c.Null = nothing;
    }

    internal static void Add(LaunchContext c)
    {
        foreach (string path in c.Linux.ReadonlyPaths)
            MakeReadOnly(c, path);
        if (c.Linux.MaskedPaths.Count == 0)
            return;
        Slot? shared = null;
        if (c.Host.ClonesDetachedMounts)
        {
            c.Builder.Begin("make the empty directory for masks",
                "one read-only tmpfs covers every masked directory");
            shared = MakeEmpty(c);
        }
        foreach (string path in c.Linux.MaskedPaths)
            Mask(c, path, shared);
        if (shared is { } empty)
            c.Close(empty);
    }

    private static Slot MakeEmpty(LaunchContext c) => MountSteps.Create(
        c, "tmpfs", "tmpfs", MountOptions.Parse(["size=0k", "nr_inodes=1"]), MOUNT_ATTR_RDONLY);

    private static void MakeReadOnly(LaunchContext c, string path)
    {
        c.Builder.Begin("make {0} read-only", path, null, "linux.readonlyPaths");
        StepHandle open = RootfsPath.Open(c, path, O_PATH).Tolerate(ENOENT);
        Slot target = open.Into("target");
        Slot tree = c.Builder.Call(Syscall.open_tree, target, c.Builder.Text(""),
            OPEN_TREE_CLONE | O_CLOEXEC | AT_EMPTY_PATH | AT_RECURSIVE).Into("tree");
        RootfsSteps.SetAttributes(c, tree, new MountAttr { Set = MOUNT_ATTR_RDONLY });
        MountSteps.Attach(c, tree, target);
        c.Close(tree);
        c.Close(target);
        c.Builder.LandTolerated(open);
    }

    private static void Mask(LaunchContext c, string path, Slot? shared)
    {
        PlanBuilder b = c.Builder;
        b.Begin("mask {0}", path, null, "linux.maskedPaths");
        StepHandle directory = RootfsPath.Open(c, path, O_PATH | O_DIRECTORY)
            .Tolerate(ENOENT, ENOTDIR);
        Slot target = directory.Into("target");
        Slot cover = shared is { } empty
            ? b.Call(Syscall.open_tree, empty, b.Text(""),
                OPEN_TREE_CLONE | O_CLOEXEC | AT_EMPTY_PATH).Into("cover")
            : MakeEmpty(c);
        StepHandle covered = b.Jump();
        b.LandTolerated(directory);
        StepHandle file = RootfsPath.Open(c, path, O_PATH).Tolerate(ENOENT);
        file.Into(target);
        b.Call(Syscall.open_tree, c.Null, b.Text(""),
            OPEN_TREE_CLONE | O_CLOEXEC | AT_EMPTY_PATH).Into(cover);
        b.LandSuccess(covered);
        MountSteps.Attach(c, cover, target);
        c.Close(cover);
        c.Close(target);
        b.LandTolerated(file);
    }
}
