using MiniDocker.Linux;
using MiniDocker.Runtime.Plans;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Runtime;

/// <summary>Says which step of a plan failed: what it was for, the call, and the answer.</summary>
internal static class StepFailure
{
    internal static LaunchException Of(LaunchPlan plan, StepReport report)
    {
        var errno = (Errno)report.Errno;
        string call = PlanText.Call(plan.Steps, report.Index);
        bool isExecution = PlanText.IsCall(plan.Steps, report.Index, Syscall.execve)
            || PlanText.IsCall(plan.Steps, report.Index, Syscall.faccessat2);
        string answer = isExecution
            ? StartFailure.Describe(errno) : LinuxException.Describe(errno);
        return new LaunchException(
            $"{plan.Steps.GroupOf(report.Index)}: {call}: {answer}, "
            + $"step {report.Index + 1} of {plan.Steps.Count}", errno, isExecution);
    }

    internal static LaunchException Died(LaunchPlan plan, StepReport report) => new(
        "the container's first process died while it was being set up, "
        + $"step {report.Index + 1} of {plan.Steps.Count}", Errno.EPIPE, isExecution: false);
}
