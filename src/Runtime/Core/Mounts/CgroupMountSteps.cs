using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.Plans;
using MiniDocker.Runtime.Rootfs;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Mounts;

/// <summary>
/// What the container sees of its cgroups: on v2 one file system; on v1 a tmpfs with a directory
/// per hierarchy, as on the host.
/// </summary>
internal static class CgroupMountSteps
{
    internal static void Add(LaunchContext c, MountSpec mount, MountOptions options)
    {
        IReadOnlyList<CgroupMountPoint> mounts = c.Options.Cgroup?.Mounts ?? [];
        if (mounts.Count == 1 && mounts[0].Name.Length == 0)
            MountUnified(c, mount.Destination, mounts[0], options);
        else
            MountHierarchies(c, mount, mounts, options);
    }

    private static void MountUnified(LaunchContext c, string destination,
        CgroupMountPoint point, MountOptions options)
    {
        c.Builder.Begin("mount cgroup2 on {0}", destination, null,
            "the container sees its own cgroup as the root");
        Slot detached = Hierarchy(c, point, options.Set);
        Place(c, detached, destination, options);
    }

    private static void MountHierarchies(LaunchContext c, MountSpec mount,
        IReadOnlyList<CgroupMountPoint> points, MountOptions options)
    {
        c.Builder.Begin("mount tmpfs for cgroups on {0}", mount.Destination, null,
            "one directory per hierarchy, as on the host");
        const ulong safe = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
        Slot holder = MountSteps.Create(c, "tmpfs", "tmpfs", MountOptions.Parse(["mode=755"]),
            safe);
        Slot target = RootfsPath.OpenDirectory(c, mount.Destination);
        MountSteps.Attach(c, holder, target);
        c.Close(target);
        foreach (CgroupMountPoint point in points)
        {
            string destination = mount.Destination.TrimEnd('/') + "/" + point.Name;
            c.Builder.Begin("mount cgroup {0} on {1}", point.Name, destination,
                "the container sees its own cgroup as the root");
            Slot hierarchy = Hierarchy(c, point, options.Set | safe);
            Place(c, hierarchy, destination, options);
            foreach (string link in point.Links)
                c.Builder.Call(Syscall.symlinkat, c.Builder.Text(point.Name), holder,
                    c.Builder.Text(link));
        }
        if ((options.Set & MOUNT_ATTR_RDONLY) != 0)
            RootfsSteps.SetAttributes(c, holder, new MountAttr { Set = MOUNT_ATTR_RDONLY });
        MountSteps.Finish(c, holder, options);
        c.Close(holder);
    }

    private static void Place(
        LaunchContext c, Slot mount, string destination, MountOptions options)
    {
        Slot target = RootfsPath.OpenDirectory(c, destination);
        MountSteps.Attach(c, mount, target);
        if (options.Propagation != 0)
            MountSteps.Finish(c, mount, options);
        c.Close(target);
        c.Close(mount);
    }

    // With a cgroup namespace a fresh mount starts at the container's own cgroup; without one,
    // or where the user may not mount it, the host's directory of that cgroup is bound.
    private static Slot Hierarchy(LaunchContext c, CgroupMountPoint point, ulong attributes)
    {
        PlanBuilder b = c.Builder;
        if (c.Namespaces.Has(CLONE_NEWCGROUP))
        {
            string options = point.Options;
            return MountSteps.Create(c, point.FileSystem, "cgroup",
                MountOptions.Parse(options.Length == 0 ? [] : options.Split(',')), attributes);
        }
        Slot tree = b.Call(Syscall.open_tree, AT_FDCWD, b.Text(point.HostDirectory),
            OPEN_TREE_CLONE | O_CLOEXEC).Into("tree");
        RootfsSteps.SetAttributes(c, tree, new MountAttr { Set = attributes });
        return tree;
    }
}
