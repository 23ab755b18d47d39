using MiniDocker.Linux;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// Runs the steps of a plan. After the clone this is all that runs in the child: it allocates
/// nothing, calls no runtime service, and ends in execve or in a report of eight bytes.
/// </summary>
internal static unsafe class StepRunner
{
    private const int EINTR = 4, EAGAIN = 11, EPIPE = 32;
    private const int RetriesMax = 128;
    private const int FailedExitCode = 127;

    /// <summary>Runs from one step on; in the child it does not return.</summary>
    internal static StepReport Run(PlanImage* plan, int first)
    {
        int index = first;
        while (index < plan->Count)
        {
            Step* step = plan->Steps + index;
            if (step->Number == (int)StepOperation.Pause)
            {
                plan->PausedAt = index;
                return new StepReport(StepReport.Paused, (int)step->Arguments[0]);
            }
            long started = plan->Timings is null ? 0 : RawSyscall.MonotonicNanoseconds();
            long result = Execute(plan, step);
            if (plan->Timings is not null)
                plan->Timings[index] = RawSyscall.MonotonicNanoseconds() - started;

            if (result == 0 && (step->Flags & StepFlags.ZeroFails) != 0)
                result = -EPIPE;
            if (result < 0)
            {
                if (!Tolerates(step, -result))
                    return Fail(plan, step, new StepReport(index, (int)-result));
                index += 1 + step->SkipOnTolerated;
                continue;
            }
            if (step->Result != Step.NoSlot)
                plan->Slots[step->Result] = result;
            bool isChild = result == 0 && (step->Flags & StepFlags.Clones) != 0;
            if (isChild)
                plan->InChild = 1;
            index += isChild ? 1 : 1 + step->SkipOnSuccess;
        }
        return new StepReport(StepReport.Finished, 0);
    }

    private static long Execute(PlanImage* plan, Step* step)
    {
        ulong* arguments = stackalloc ulong[6];
        for (int i = 0; i < 6; i++)
        {
            ulong value = step->Arguments[i];
            arguments[i] = (step->SlotMask & (1 << i)) != 0 ? (ulong)plan->Slots[value] : value;
        }
        if (step->Number < 0)
            return StepOperations.Execute((StepOperation)step->Number, arguments);

        for (int tries = 0; ; tries++)
        {
            long result = RawSyscall.Invoke(step->Number, arguments[0], arguments[1],
                arguments[2], arguments[3], arguments[4], arguments[5]);
            bool again = result == -EINTR
                || (result == -EAGAIN && (step->Flags & StepFlags.RetryAgain) != 0);
            if (!again || tries == RetriesMax)
                return result;
        }
    }

    private static bool Tolerates(Step* step, long errno) =>
        step->Tolerated == Step.AnyErrno
        || (step->Tolerated != 0 && errno == step->Tolerated)
        || (step->ToleratedToo != 0 && errno == step->ToleratedToo);

    private static StepReport Fail(PlanImage* plan, Step* step, StepReport report)
    {
        if (plan->InChild == 0)
            return report;
        if ((step->Flags & StepFlags.Silent) == 0)
            RawSyscall.Invoke(SyscallNumbers.Of(Syscall.sendto),
                (ulong)plan->Slots[plan->ReportSlot], (ulong)&report, (ulong)sizeof(StepReport),
                Abi.MSG_NOSIGNAL);
        while (true)
            RawSyscall.Invoke(SyscallNumbers.Of(Syscall.exit_group), FailedExitCode);
    }
}
