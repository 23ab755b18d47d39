using MiniDocker.Runtime.Credentials;
using MiniDocker.Runtime.Namespaces;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Exec;

/// <summary>Joins a running container by the handle of its init.</summary>
internal static unsafe class ExecSteps
{
    internal static void PrepareParent(LaunchContext c, int initFd)
    {
        LaunchPlan.MakeSocket(c);
        CgroupSteps.Prepare(c);
        if (!c.Namespaces.Has(CLONE_NEWPID) || !c.Host.IsPrivileged)
            return;
        c.Builder.Begin("join pid namespace for the clone",
            "only children enter one; the parent leaves it again");
        c.ToRestore.Add((CLONE_NEWPID,
            c.OpenHost("/proc/self/ns/pid_for_children", O_RDONLY, "own")));
        c.Builder.Call(Syscall.setns, initFd, CLONE_NEWPID);
    }

    /// <summary>One call joins them all, the user namespace first. man 2 setns.</summary>
    internal static void JoinNamespaces(LaunchContext c, int initFd)
    {
        ulong flags = c.Namespaces.All;
        if (c.Host.IsPrivileged)
            flags &= ~CLONE_NEWPID;
        if (flags != 0)
        {
            c.Builder.Begin("join the container's namespaces",
                "named by a handle of its init, which no other process can come to mean");
            c.Builder.Call(Syscall.setns, initFd, flags);
        }
        if (!c.Host.IsPrivileged && c.Namespaces.Has(CLONE_NEWPID))
            NamespaceSteps.CloneIntoPid(c, 0);
        if (c.Namespaces.Has(CLONE_NEWUSER))
            CredentialSteps.BecomeNamespaceRoot(c);
    }
}
