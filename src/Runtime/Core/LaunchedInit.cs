using MiniDocker.Linux;
using MiniDocker.Runtime.Exec;
using MiniDocker.Runtime.Namespaces;
using MiniDocker.Runtime.Plans;

namespace MiniDocker.Runtime;

/// <summary>
/// The first process of a container, from its clone to its execve. Owns the socket to it and the
/// plan's memory.
/// </summary>
public sealed unsafe class LaunchedInit : IDisposable
{
    private readonly LaunchPlan plan;
    private int next;

    internal LaunchedInit(LaunchPlan plan) => this.plan = plan;

    /// <summary>The process's number as the parent sees it; 0 before the clone.</summary>
    public int Pid => (int)plan.Steps[plan.Context.Pid];

    /// <summary>A handle on the process; it belongs to this object.</summary>
    public PidFd PidFd => field ??= new PidFd((int)plan.Steps[plan.Context.PidFd]);

    /// <summary>The plan, for its listing and timings.</summary>
    public LaunchPlan Plan => plan;

    /// <summary>
    /// Lets the user's program run, and returns once the kernel has accepted it. Only for a launch
    /// without a start directory. A failed execve is a <see cref="LaunchException"/>, after which
    /// the process is gone.
    /// </summary>
    public void Start()
    {
        try
        {
            RunUntil(PauseReason.Ended, null);
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Kills the process and waits for it; nothing happens if it is gone.</summary>
    public void Abandon()
    {
        if (Pid <= 0)
            return;
        Call(Syscall.kill, (ulong)Pid, Abi.SIGKILL);
        Call(Syscall.wait4, (ulong)Pid, 0, 0, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseEnd();
        if (plan.Steps[plan.Context.PidFd] > 0)
            PidFd.Dispose();
        plan.Dispose();
    }

    internal void RunUntil(PauseReason last, Action<LaunchedInit>? beforePivot)
    {
        while (true)
        {
            StepReport report = plan.Steps.Run(next);
            if (report.Index == StepReport.Finished)
            {
                ThrowIfExecutionFailed();
                return;
            }
            if (report.Index >= 0)
                throw FailureOf(report);
            next = plan.Steps.PausedAt + 1;
            var reason = (PauseReason)report.Errno;
            Handle(reason, beforePivot);
            if (reason == last)
                return;
        }
    }

    private void Handle(PauseReason reason, Action<LaunchedInit>? beforePivot)
    {
        switch (reason)
        {
            case PauseReason.RunHooks:
                beforePivot?.Invoke(this);
                break;
            case PauseReason.MapIds:
                IdMapPrograms.Run(Pid, plan.Context.Linux);
                break;
            case PauseReason.Ready:
                HomeDirectory.Fill(plan.Context, Pid);
                break;
            case PauseReason.TakeListener:
                SeccompListener.Forward(plan.Context, (int)plan.Steps[plan.Context.ParentEnd],
                    Pid);
                break;
        }
    }

    private void ThrowIfExecutionFailed()
    {
        StepReport seen = *(StepReport*)plan.Context.Message;
        if (plan.Context.Options.StartDirectory is null && seen.Index >= 0)
            throw StepFailure.Of(plan, seen);
    }

    // A failed check after a read means that the child said something else than expected.
    private LaunchException FailureOf(StepReport report)
    {
        StepReport seen = *(StepReport*)plan.Context.Message;
        if (report.Errno == Abi.ECHILD && seen.Index >= 0)
            return StepFailure.Of(plan, seen);
        if (report.Errno == Abi.EPIPE && Pid > 0)
            return StepFailure.Died(plan, report);
        return StepFailure.Of(plan, report);
    }

    private void CloseEnd()
    {
        long end = plan.Steps[plan.Context.ParentEnd];
        if (end > 0)
            Call(Syscall.close, (ulong)end);
        plan.Steps[plan.Context.ParentEnd] = -1;
    }

    private static void Call(Syscall call, ulong a, ulong b = 0, ulong c = 0, ulong d = 0) =>
        RawSyscall.Invoke(SyscallNumbers.Of(call), a, b, c, d);
}
