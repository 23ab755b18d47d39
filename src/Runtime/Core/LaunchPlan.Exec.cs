using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.Credentials;
using MiniDocker.Runtime.Exec;
using MiniDocker.Runtime.Namespaces;
using MiniDocker.Runtime.Plans;
using MiniDocker.Runtime.Rootfs;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime;

/// <summary>Another process in a running container: the same program without its making.</summary>
public sealed unsafe partial class LaunchPlan
{
    /// <summary>
    /// Compiles an exec. No mount is made, anywhere. Errors as for <see cref="Compile"/>.
    /// </summary>
    public static LaunchPlan CompileExec(ExecOptions options, HostFacts host)
    {
        SpecValidator.CheckProcess(options.Process);
        NamespaceSet namespaces =
            NamespaceSet.AllJoined(options.Container.Linux?.Namespaces ?? []);
        var c = new LaunchContext(OptionsOf(options), host, namespaces);
        int initFd = (int)options.Init.DangerousGetHandle();
        ExecSteps.PrepareParent(c, initFd);
        StepHandle clone = AddClone(c);
        CompileExecChild(c, initFd);
        c.Builder.LandSuccess(clone);
        CompileParentAfter(c);
        return new LaunchPlan(c, new Plan(c.Builder, c.ChildEnd)
        {
            CloneIndex = clone.Index,
        });
    }

    private static void CompileExecChild(LaunchContext c, int initFd)
    {
        PlanBuilder b = c.Builder;
        b.Begin("let go of the parent's end", "so that the parent's death is seen");
        c.Close(c.ParentEnd);
        b.Begin("forbid tracing", "the container must not take what this process holds");
        b.Call(Syscall.prctl, PR_SET_DUMPABLE, 0, 0, 0, 0);
        SessionSteps.ResetSignals(c);
        SessionSteps.NewSession(c);
        SessionSteps.OpenLabels(c);
        AffinitySteps.Set(c, c.Process.ExecCpuAffinity?.Initial, "before the cgroup is joined");
        CgroupSteps.Join(c);
        ExecSteps.JoinNamespaces(c, initFd);
        AffinitySteps.Set(c, c.Process.ExecCpuAffinity?.Final, "once the cgroup is joined");
        SessionSteps.NewKeyring(c);
        if (c.Process.Terminal)
        {
            b.Begin("open the container's root", "where its terminals are");
            c.Rootfs = c.OpenHost("/", O_PATH | O_DIRECTORY, "rootfs");
        }
        ConsoleSteps.Add(c, bindsConsole: false);
        CompileProgram(c, makesDirectory: false);
    }

    private static LaunchOptions OptionsOf(ExecOptions options) => new()
    {
        Id = options.Id,
        BundlePath = "/",
        Spec = options.Container with { Process = options.Process, Hooks = null },
        Cgroup = new CgroupProgram
        {
            JoinFiles = options.JoinFiles,
            CloneInto = options.CloneInto,
        },
        Seccomp = options.Seccomp,
        ConsoleSocket = options.ConsoleSocket,
        SeccompSocket = options.SeccompSocket,
        StandardInput = options.StandardInput,
        StandardOutput = options.StandardOutput,
        StandardError = options.StandardError,
        PreserveFds = options.PreserveFds,
        NoNewKeyring = options.NoNewKeyring,
        Timing = options.Timing,
    };
}
