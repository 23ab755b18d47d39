using MiniDocker.Runtime.Credentials;
using MiniDocker.Runtime.Exec;
using MiniDocker.Runtime.Mounts;
using MiniDocker.Runtime.Namespaces;
using MiniDocker.Runtime.Plans;
using MiniDocker.Runtime.Rootfs;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime;

/// <summary>
/// A container start as a program of system calls. <see cref="Compile"/> reads nothing but its
/// arguments; running the result is the <see cref="Launcher"/>'s part.
/// </summary>
public sealed unsafe partial class LaunchPlan : IDisposable
{
    private LaunchPlan(LaunchContext context, Plan plan)
    {
        Context = context;
        Steps = plan;
    }

    internal LaunchContext Context { get; }

    /// <summary>The steps of the parent, of the child, and of the parent after the clone.</summary>
    internal Plan Steps { get; }

    /// <summary>
    /// Turns a bundle's spec into steps. What the spec says wrongly is an
    /// <see cref="Oci.OciFormatException"/> that names the field.
    /// </summary>
    public static LaunchPlan Compile(LaunchOptions options, HostFacts host)
    {
        SpecValidator.Validate(options.Spec);
        var c = new LaunchContext(options, host);
        CompileParent(c);
        StepHandle clone = AddClone(c);
        CompileChild(c);
        c.Builder.LandSuccess(clone);
        CompileParentAfter(c);
        return new LaunchPlan(c, new Plan(c.Builder, c.ChildEnd)
        {
            CloneIndex = clone.Index,
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Steps.Dispose();
        Context.Shared?.Dispose();
        timings?.Dispose();
    }

    private static void CompileParent(LaunchContext c)
    {
        MakeSocket(c);
        CgroupSteps.Prepare(c);
        if (c.Options.StartDirectory is { } directory)
            StartGateSteps.Listen(c, directory);
        if (c.ParentOpens)
            RootfsSteps.Open(c);
        BindSteps.OpenInParent(c);
        NamespaceSteps.JoinInParent(c);
    }

    internal static void MakeSocket(LaunchContext c)
    {
        PlanBuilder b = c.Builder;
        b.Begin("make the socket between parent and child",
            "go one way, reports the other; it tells each when the other is gone");
        byte* pair = b.Arena.Take(2 * sizeof(int));
        b.Call(Syscall.socketpair, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair);
        b.Do(StepOperation.Load, pair).Into(c.ParentEnd);
        b.Do(StepOperation.Load, pair + sizeof(int)).Into(c.ChildEnd);
    }

    private static StepHandle AddClone(LaunchContext c)
    {
        PlanBuilder b = c.Builder;
        b.Begin("clone the container's first process", "it is born in its new namespaces");
        int* pidfd = (int*)b.Arena.Take(8);
        CloneArgs* arguments = b.Arena.Value(new CloneArgs
        {
            Flags = NamespaceSteps.CloneFlags(c.Namespaces) | CLONE_PIDFD,
            Pidfd = (ulong)pidfd,
            ExitSignal = SIGCHLD,
        });
        if (c.CloneInto is { } cgroup)
        {
            arguments->Flags |= CLONE_INTO_CGROUP;
            b.Do(StepOperation.Store, &arguments->Cgroup, cgroup);
        }
        StepHandle clone = b.Call(Syscall.clone3, arguments, sizeof(CloneArgs))
            .With(StepFlags.Clones);
        clone.Into(c.Pid);
        c.PidFdMemory = pidfd;
        return clone;
    }

    private static void CompileChild(LaunchContext c)
    {
        PlanBuilder b = c.Builder;
        b.Begin("let go of the parent's end", "so that the parent's death is seen");
        c.Close(c.ParentEnd);
        if (c.Namespaces.JoinsAny)
        {
            b.Begin("forbid tracing", "what it holds must not be taken by those it joins");
            b.Call(Syscall.prctl, PR_SET_DUMPABLE, 0, 0, 0, 0);
        }
        if (c.Namespaces.Creates(CLONE_NEWUSER))
        {
            b.Begin("wait for the id mapping", "the parent writes it");
            Wait(c);
            CredentialSteps.BecomeNamespaceRoot(c);
        }
        SessionSteps.ResetSignals(c);
        SessionSteps.NewSession(c);
        ProcFileSteps.Add(c);
        SessionSteps.OpenLabels(c);
        CgroupSteps.Join(c);
        NamespaceSteps.JoinInChild(c);
        if (c.Namespaces.Joins(CLONE_NEWUSER))
            CredentialSteps.BecomeNamespaceRoot(c);
        NamespaceSteps.UnshareCgroup(c);
        NetworkSteps.Add(c);
        HostNameSteps.Add(c);
        SessionSteps.NewKeyring(c);
        SessionSteps.SetUmask(c, 0, "modes of what is made below are meant as they are");
        CompileRootfs(c);
        CompileProgram(c, makesDirectory: true);
    }

    private static void CompileRootfs(LaunchContext c)
    {
        if (c.Namespaces.Has(CLONE_NEWNS))
            RootfsSteps.Detach(c);
        MaskSteps.OpenNull(c);
        if (!c.ParentOpens)
            RootfsSteps.Open(c);
        RootfsSteps.Attach(c);
        MountSteps.Add(c);
        DeviceSteps.Add(c);
        ConsoleSteps.Add(c, bindsConsole: true);
        if (c.Options.HasHooksBeforePivot)
        {
            c.Builder.Begin("wait for hooks",
                "prestart, createRuntime and createContainer see the mounts before the pivot");
            Report(c, StepReport.Mounted);
            Wait(c);
        }
        MaskSteps.Add(c);
        RootfsSteps.Freeze(c);
        PivotSteps.Add(c);
    }

    private static void CompileProgram(LaunchContext c, bool makesDirectory)
    {
        PlanBuilder b = c.Builder;
        ProgramSteps.PrepareEnvironment(c);
        ProgramSteps.EnterDirectory(c, create: makesDirectory);
        SessionSteps.SetUmask(c, c.Process.User.Umask ?? 0x12, "process.user.umask, or 0022");
        SchedulingSteps.Add(c);
        RlimitSteps.Add(c);
        if (!c.Process.NoNewPrivileges)
            SeccompSteps.Add(c);
        CredentialSteps.Add(c);
        if (c.Process.NoNewPrivileges)
        {
            b.Begin("set no_new_privs", "no program gains rights by execve");
            b.Call(Syscall.prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        }
        ProgramSteps.CheckDirectory(c);
        bool hasListener = c.Options.Seccomp?.ListenerPath is not null;
        // An agent must have its end of the filter before the container counts as created.
        if (c.Process.NoNewPrivileges && hasListener)
            SeccompSteps.Add(c);
        if (c.Options.StartDirectory is not null)
            ProgramSteps.Find(c);
        StartGateSteps.Wait(c);
        SessionSteps.WriteLabels(c);
        if (c.Process.NoNewPrivileges && !hasListener)
            SeccompSteps.Add(c);
        ProgramSteps.Execute(c);
    }

    /// <summary>The child waits for one byte; none comes from a parent that died.</summary>
    internal static void Wait(LaunchContext c) => c.Builder.Call(
        Syscall.read, c.ChildEnd, c.Builder.Arena.Take(8), 1).With(StepFlags.ZeroFails);

    /// <summary>The child tells the parent how far it is.</summary>
    internal static void Report(LaunchContext c, int mark) => c.Builder.Call(Syscall.sendto,
        c.ChildEnd, c.Builder.Value(new StepReport(mark, 0)), sizeof(StepReport), MSG_NOSIGNAL,
        0, 0);
}
