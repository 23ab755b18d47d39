using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Plans;
using MiniDocker.Runtime.Rootfs;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Mounts;

/// <summary>
/// Bind mounts: a clone of a host tree, changed while nobody sees it, then attached.
/// </summary>
internal static class BindSteps
{
    internal static void Add(LaunchContext c, MountSpec mount, MountOptions options)
    {
        c.Builder.Begin("bind {0} on {1}", mount.Source, mount.Destination,
            "a directory or file that the container shares with the host");
        if (!c.OpenedSources.TryGetValue(mount, out Slot tree))
            tree = Clone(c, mount, options);
        Slot target = RootfsPath.OpenLike(c, mount.Destination, tree);
        MountSteps.Attach(c, tree, target);
        c.Close(target);
        c.Close(tree);
    }

    /// <summary>
    /// Clones the sources in the parent, for a child whose user may not reach them or may not
    /// map their ids.
    /// </summary>
    internal static void OpenInParent(LaunchContext c)
    {
        foreach (MountSpec mount in c.Spec.Mounts)
        {
            MountOptions options = MountOptions.Parse(mount.Options);
            bool isBind = options.IsBind || mount.Type == "bind";
            if (!isBind || options.IsRemount)
                continue;
            bool isMapped = IdMappedMounts.IsMapped(mount, options);
            if (!c.ParentOpens && !isMapped)
                continue;
            c.Builder.Begin("open {0} for {1}", mount.Source, mount.Destination,
                "the child's user may not reach it or map its ids");
            Slot tree = Clone(c, mount, options);
            if (isMapped)
                IdMappedMounts.Map(c, mount, options, tree);
            c.OpenedSources.Add(mount, tree);
        }
    }

    private static Slot Clone(LaunchContext c, MountSpec mount, MountOptions options)
    {
        string source = System.IO.Path.Combine(c.Options.BundlePath, mount.Source ?? "");
        bool isRecursive = options.IsRecursive
            || options.RecursiveSet != 0 || options.RecursiveClear != 0;
        Slot tree = c.Builder.Call(Syscall.open_tree, AT_FDCWD, c.Builder.Text(source),
            OPEN_TREE_CLONE | O_CLOEXEC | (isRecursive ? AT_RECURSIVE : 0)).Into("tree");
        if (options.Set != 0 || options.Clear != 0)
            RootfsSteps.SetAttributes(c, tree,
                new MountAttr { Set = options.Set, Clear = options.Clear });
        if (options.Propagation == 0 && c.ParentOpens)
            // Cloned outside, it would still be a peer of the host's mount.
            RootfsSteps.SetAttributes(c, tree, new MountAttr { Propagation = MS_SLAVE },
                AT_EMPTY_PATH | AT_RECURSIVE);
        MountSteps.Finish(c, tree, options);
        return tree;
    }
}
