using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Rootfs;

/// <summary>Makes the prepared tree the root, and lets go of the host's.</summary>
internal static class PivotSteps
{
    internal static void Add(LaunchContext c)
    {
        ulong? propagation = Propagation.FlagOf(c.Linux.RootfsPropagation);
        if (c.Options.NoPivot || !c.Namespaces.Has(CLONE_NEWNS))
            Chroot(c);
        else
            Pivot(c, isShared: propagation == MS_SHARED);
        if (propagation is null)
            return;
        c.Builder.Begin("make mounts {0}", c.Linux.RootfsPropagation, null,
            "linux.rootfsPropagation");
        ulong recursive = c.Linux.RootfsPropagation!.StartsWith('r') ? MS_REC : 0;
        c.Builder.Call(Syscall.mount, c.Builder.Text("none"), c.Builder.Text("/"), 0,
            propagation.Value | recursive, 0);
    }

    // man 2 pivot_root, "pivot_root(".", ".")": the old root ends up on top of the new one, so
    // no directory for it is needed, and unmounting "." removes it.
    private static void Pivot(LaunchContext c, bool isShared)
    {
        c.Builder.Begin("pivot into the root file system",
            "the tree becomes \"/\", and the host's mounts go away with the old one");
        Slot old = default;
        if (isShared)
            old = c.OpenHost("/", O_PATH | O_DIRECTORY, "oldroot");
        c.Builder.Call(Syscall.fchdir, c.Rootfs);
        c.Builder.Call(Syscall.pivot_root, c.Builder.Text("."), c.Builder.Text("."));
        if (isShared)
        {
            // Unmounting must not propagate back to the host's peers.
            c.Builder.Call(Syscall.fchdir, old);
            c.Builder.Call(Syscall.mount, c.Builder.Text("none"), c.Builder.Text("."), 0,
                MS_SLAVE | MS_REC, 0);
        }
        c.Builder.Call(Syscall.umount2, c.Builder.Text("."), MNT_DETACH);
        if (isShared)
            c.Builder.Call(Syscall.chdir, c.Builder.Text("/"));
    }

    private static void Chroot(LaunchContext c)
    {
        c.Builder.Begin("change root to the root file system",
            "--no-pivot: the host's root is a ramfs, which cannot be moved");
        c.Builder.Call(Syscall.fchdir, c.Rootfs);
        if (c.Namespaces.Has(CLONE_NEWNS))
            c.Builder.Call(Syscall.mount, c.Builder.Text("."), c.Builder.Text("/"), 0, MS_MOVE, 0);
        c.Builder.Call(Syscall.chroot, c.Builder.Text("."));
        c.Builder.Call(Syscall.chdir, c.Builder.Text("/"));
    }
}
