using MiniDocker.Runtime.Plans;

namespace MiniDocker.Runtime;

/// <summary>Runs launch plans.</summary>
public static class Launcher
{
    /// <summary>The main thread and the runtime's finalizer, which runs no code of ours.</summary>
    private const int ThreadsMax = 2;

    /// <summary>
    /// Makes a container up to the point where its program could run, and leaves it waiting there.
    /// On failure the child is killed and waited for, and a <see cref="LaunchException"/> names
    /// the step; cgroups that were made stay for the caller to remove.
    /// </summary>
    /// <param name="options">What to launch.</param>
    /// <param name="beforePivot">
    /// Runs the hooks that see the mounts before pivot_root; what it throws ends the container.
    /// </param>
    public static LaunchedInit Create(
        LaunchOptions options, Action<LaunchedInit>? beforePivot = null) =>
        Create(options, HostFacts.Read(), beforePivot);

    /// <inheritdoc cref="Create(LaunchOptions, Action{LaunchedInit})"/>
    public static LaunchedInit Create(
        LaunchOptions options, HostFacts host, Action<LaunchedInit>? beforePivot)
    {
        RefuseThreads(host);
        return Run(LaunchPlan.Compile(options, host), beforePivot);
    }

    /// <summary>
    /// Makes another process in a running container, up to the point where its program could run.
    /// </summary>
    public static LaunchedInit Exec(ExecOptions options)
    {
        HostFacts host = HostFacts.Read();
        RefuseThreads(host);
        return Run(LaunchPlan.CompileExec(options, host), null);
    }

    private static LaunchedInit Run(LaunchPlan plan, Action<LaunchedInit>? beforePivot)
    {
        if (plan.Context.Options.Timing)
            plan.ShareTimings();
        var init = new LaunchedInit(plan);
        try
        {
            init.RunUntil(PauseReason.Ready, beforePivot);
            return init;
        }
        catch
        {
            init.Abandon();
            throw;
        }
    }

    // A clone from a process whose other threads run managed code hangs now and then.
    private static void RefuseThreads(HostFacts host)
    {
        if (host.Threads > ThreadsMax)
            throw new InvalidOperationException(
                $"refusing to clone: this process has {host.Threads} threads, not one");
    }
}
