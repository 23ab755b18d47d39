using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Namespaces;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Mounts;

/// <summary>
/// Mounts whose files show other owners than they have on disk. The kernel takes the mapping from
/// a user namespace, which is made here for nothing else. man 2 mount_setattr, "ID-mapped mounts".
/// </summary>
internal static unsafe class IdMappedMounts
{
    internal static bool IsMapped(MountSpec mount, MountOptions options) =>
        options.IsIdMapped || mount.UidMappings.Count > 0 || mount.GidMappings.Count > 0;

    /// <summary>Maps the ids of a cloned tree that is not attached yet.</summary>
    internal static void Map(
        LaunchContext c, MountSpec mount, MountOptions options, Slot tree)
    {
        bool isOwn = mount.UidMappings.Count > 0 || mount.GidMappings.Count > 0;
        Slot user = MakeUserNamespace(c,
            isOwn ? mount.UidMappings : c.Linux.UidMappings,
            isOwn ? mount.GidMappings : c.Linux.GidMappings);
        PlanBuilder b = c.Builder;
        MountAttr* attributes = b.Arena.Value(new MountAttr { Set = MOUNT_ATTR_IDMAP });
        // The namespace's descriptor is the last of four words.
        b.Do(StepOperation.Store, (ulong*)attributes + 3, user);
        uint recursive = options.IsIdMapRecursive ? AT_RECURSIVE : 0;
        b.Call(Syscall.mount_setattr, tree, b.Text(""), AT_EMPTY_PATH | recursive, attributes,
            sizeof(MountAttr));
        c.Close(user);
    }

    private static Slot MakeUserNamespace(LaunchContext c,
        IReadOnlyList<IdMappingSpec> uids, IReadOnlyList<IdMappingSpec> gids)
    {
        PlanBuilder b = c.Builder;
        CloneArgs* clone = b.Arena.Value(new CloneArgs
        {
            Flags = CLONE_NEWUSER,
            ExitSignal = SIGCHLD,
        });
        StepHandle made = b.Call(Syscall.clone3, clone, sizeof(CloneArgs)).With(StepFlags.Clones);
        Slot holder = made.Into("holder");
        const uint PR_SET_PDEATHSIG = 1;
        b.Call(Syscall.prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0).With(StepFlags.Silent);
        b.Call(Syscall.read, c.ChildEnd, b.Arena.Take(8), 1).With(StepFlags.Silent);
        b.Call(Syscall.exit_group, 0);
        b.LandSuccess(made);
        UserMapSteps.Write(c, holder, "uid_map", uids);
        UserMapSteps.Write(c, holder, "gid_map", gids);
        Slot user = UserMapSteps.OpenOf(c, holder, "ns/user", O_RDONLY, "userns");
        b.Call(Syscall.kill, holder, SIGKILL);
        b.Call(Syscall.wait4, holder, 0, 0, 0);
        return user;
    }
}
