using MiniDocker.Runtime.Credentials;
using MiniDocker.Runtime.Namespaces;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime;

/// <summary>What the parent does once the child exists.</summary>
public sealed unsafe partial class LaunchPlan
{
    private static void CompileParentAfter(LaunchContext c)
    {
        PlanBuilder b = c.Builder;
        b.Begin("let go of the child's end", "so that the child's death is seen");
        c.Close(c.ChildEnd);
        b.Do(StepOperation.Load, c.PidFdMemory).Into(c.PidFd);
        if (c.ToRestore.Count > 0)
            NamespaceSteps.RestoreParent(c);
        RlimitSteps.AddInParent(c);
        if (c.Namespaces.Creates(CLONE_NEWUSER))
            MapIds(c);
        if (c.HasSecondClone)
        {
            b.Begin("adopt the second clone", "it is the one that runs the program");
            Expect(c, StepReport.Cloned);
            b.Call(Syscall.wait4, c.Pid, 0, 0, 0);
            b.Do(StepOperation.Load, c.Message + 4).Into(c.Pid);
            c.Close(c.PidFd);
            b.Call(Syscall.pidfd_open, c.Pid, 0).Into(c.PidFd);
        }
        if (c.Options.HasHooksBeforePivot)
        {
            b.Begin("run hooks before the pivot", "prestart, createRuntime, createContainer");
            Expect(c, StepReport.Mounted);
            b.Do(StepOperation.Pause, (int)PauseReason.RunHooks);
            Go(c);
        }
        if (c.Options.Seccomp?.ListenerPath is not null)
        {
            b.Begin("pass the seccomp listener on", "the agent answers for the filter");
            b.Do(StepOperation.Pause, (int)PauseReason.TakeListener);
        }
        b.Begin("wait until the child is ready", "or until it says which step failed");
        Expect(c, StepReport.Ready);
        b.Do(StepOperation.Pause, (int)PauseReason.Ready);
        if (c.Options.StartDirectory is not null)
            return;
        b.Begin("say go", "state is written and the network is there: the program may run");
        Go(c);
        b.Begin("wait for execve", "which closes the socket; a failure is reported over it");
        b.Call(Syscall.read, c.ParentEnd, c.Message, sizeof(StepReport));
    }

    private static void MapIds(LaunchContext c)
    {
        PlanBuilder b = c.Builder;
        b.Begin("map ids", "who root in the container is outside");
        if (c.Host.IsPrivileged)
        {
            UserMapSteps.Write(c, c.Pid, "uid_map", c.Linux.UidMappings);
            UserMapSteps.Write(c, c.Pid, "gid_map", c.Linux.GidMappings);
        }
        else if (c.Linux.UidMappings is [{ Size: 1 }] && c.Linux.GidMappings is [{ Size: 1 }])
        {
            // One id needs no privilege, but gives up setgroups. man 7 user_namespaces.
            UserMapSteps.WriteText(c, c.Pid, "setgroups", "deny");
            UserMapSteps.Write(c, c.Pid, "uid_map", c.Linux.UidMappings);
            UserMapSteps.Write(c, c.Pid, "gid_map", c.Linux.GidMappings);
        }
        else
        {
            b.Do(StepOperation.Pause, (int)PauseReason.MapIds);
        }
        Go(c);
    }

    private static void Go(LaunchContext c) => c.Builder.Call(
        Syscall.sendto, c.ParentEnd, c.Builder.Text("g"), 1, MSG_NOSIGNAL, 0, 0);

    // A report of a failed step is not the mark that is expected, and ends the run here.
    private static void Expect(LaunchContext c, int mark)
    {
        c.Builder.Call(Syscall.read, c.ParentEnd, c.Message, sizeof(StepReport))
            .With(StepFlags.ZeroFails);
        c.Builder.Do(StepOperation.Check, c.Message, uint.MaxValue, (uint)mark, ECHILD);
    }
}
