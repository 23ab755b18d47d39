using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Namespaces;

/// <summary>
/// Namespaces on the child's side. What clone3 could make, it made; here are the joins and those
/// that must come later: a cgroup namespace starts at the cgroup its maker is in, and a time
/// namespace is entered by execve, after its offsets were written.
/// </summary>
internal static class NamespaceSteps
{
    /// <summary>Namespaces that clone3 makes at once.</summary>
    internal static ulong CloneFlags(NamespaceSet set)
    {
        const ulong later = CLONE_NEWCGROUP | CLONE_NEWTIME;
        return set.Joins(CLONE_NEWUSER) ? 0 : set.Created & ~later;
    }

    /// <summary>
    /// Joins in the parent, which is privileged over what the container's new user namespace is
    /// not, and into whose pid namespace the clone goes.
    /// </summary>
    internal static void JoinInParent(LaunchContext c)
    {
        if (!c.Namespaces.JoinsAny)
            return;
        foreach ((string type, ulong flag, string path) in c.Namespaces.Joined)
        {
            c.Builder.Begin("open {0} namespace {1}", type, path,
                "named by a handle, before anything of the container exists");
            Slot handle = c.OpenHost(path, O_RDONLY, type);
            if (!JoinsBeforeClone(c, flag))
            {
                c.JoinedInChild.Add((type, flag, handle));
                continue;
            }
            c.Builder.Begin("join {0} namespace {1}", type, path,
                "the child is born in it; the parent leaves it again");
            string own = flag == CLONE_NEWPID ? "pid_for_children" : KernelName(type);
            c.ToRestore.Add((flag, c.OpenHost("/proc/self/ns/" + own, O_RDONLY, "own")));
            c.Builder.Call(Syscall.setns, handle, flag);
        }
    }

    /// <summary>Takes the parent back to its own namespaces.</summary>
    internal static void RestoreParent(LaunchContext c)
    {
        c.Builder.Begin("return to the parent's namespaces", "the parent works for the host");
        foreach ((ulong flag, Slot own) in c.ToRestore)
        {
            c.Builder.Call(Syscall.setns, own, flag);
            c.Close(own);
        }
    }

    /// <summary>Joins what must be joined by the child itself, the user namespace first.</summary>
    internal static void JoinInChild(LaunchContext c)
    {
        foreach ((string type, ulong flag, Slot handle) in c.JoinedInChild)
        {
            c.Builder.Begin("join {0} namespace", type, null, "linux.namespaces has its path");
            c.Builder.Call(Syscall.setns, handle, flag);
        }
        if (!c.Namespaces.Joins(CLONE_NEWUSER))
            return;
        ulong rest = c.Namespaces.Created & ~(CLONE_NEWCGROUP | CLONE_NEWTIME | CLONE_NEWPID);
        c.Builder.Begin("make namespaces inside the user namespace",
            "they belong to the user namespace they are made in");
        if (rest != 0)
            c.Builder.Call(Syscall.unshare, rest);
        if (c.Namespaces.Creates(CLONE_NEWPID))
            CloneIntoPid(c, CLONE_NEWPID);
    }

    /// <summary>Makes the cgroup namespace, once the cgroup is joined.</summary>
    internal static void UnshareCgroup(LaunchContext c)
    {
        if (!c.Namespaces.Creates(CLONE_NEWCGROUP))
            return;
        c.Builder.Begin("make cgroup namespace",
            "the cgroup joined just now becomes the root of what the container sees");
        c.Builder.Call(Syscall.unshare, CLONE_NEWCGROUP);
    }

    // The parent cannot enter a user namespace, so a second clone puts init into its pid
    // namespace: CLONE_PARENT makes it the parent's child, and the first one ends.
    internal static unsafe void CloneIntoPid(LaunchContext c, ulong flags)
    {
        c.Builder.Begin("clone into the pid namespace",
            "a process never changes its own pid namespace");
        CloneArgs* clone = c.Builder.Arena.Value(new CloneArgs
        {
            Flags = flags | CLONE_PARENT,
            ExitSignal = SIGCHLD,
        });
        StepHandle made = c.Builder.Call(Syscall.clone3, clone, sizeof(CloneArgs))
            .With(StepFlags.Clones);
        Slot init = made.Into("init");
        StepHandle go = c.Builder.Jump();
        c.Builder.LandSuccess(made);
        c.Builder.Do(StepOperation.Store, c.SecondPid + 4, init);
        c.Builder.Call(Syscall.sendto, c.ChildEnd, c.SecondPid, 8, MSG_NOSIGNAL, 0, 0);
        c.Builder.Call(Syscall.exit_group, 0);
        c.Builder.LandSuccess(go);
        c.HasSecondClone = true;
    }

    private static bool JoinsBeforeClone(LaunchContext c, ulong flag) => flag switch
    {
        CLONE_NEWUSER or CLONE_NEWNS or CLONE_NEWTIME => false,
        CLONE_NEWPID => true,
        _ => c.Namespaces.Creates(CLONE_NEWUSER),
    };

    private static string KernelName(string type) => type switch
    {
        "network" => "net",
        "mount" => "mnt",
        _ => type,
    };
}
