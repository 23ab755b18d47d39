using System.Globalization;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// The listing of a plan: a line per group that says what it does and why, then its steps with
/// decoded arguments. Addresses never show, so equal plans have equal texts.
/// </summary>
internal static class PlanText
{
    internal static void Write(Plan plan, TextWriter writer)
    {
        StepGroup? group = null;
        string side = "";
        for (int i = 0; i < plan.Count; i++)
        {
            string now = SideOf(plan, i);
            if (now != side)
            {
                writer.WriteLine($"{(side.Length == 0 ? "" : "\n")}{now}:");
                side = now;
                group = null;
            }
            if (!ReferenceEquals(plan.GroupOf(i), group))
            {
                group = plan.GroupOf(i);
                writer.WriteLine($"  {group}   # {group.Why}");
            }
            writer.WriteLine(Line(plan, i));
        }
    }

    /// <summary>A step as a call: "openat2($rootfs, "proc", ...)".</summary>
    internal static string Call(Plan plan, int index) => ArgumentText.Call(plan, index);

    internal static bool IsCall(Plan plan, int index, Syscall call) =>
        plan[index].Number == SyscallNumbers.Of(call);

    /// <summary>Who runs a step: "parent", "child" or "parent after the clone".</summary>
    internal static string SideOf(Plan plan, int index)
    {
        int clone = plan.CloneIndex;
        if (index <= clone)
            return "parent";
        return index <= clone + plan[clone].SkipOnSuccess ? "child" : "parent, after the clone";
    }

    private static string Line(Plan plan, int index)
    {
        ref Step step = ref plan[index];
        string result = step.Result == Step.NoSlot
            ? ""
            : $" = ${plan.NameOf(new Slot(step.Result))}";
        string line = $"    {index + 1,3}  {Call(plan, index)}{result}{Outcomes(step, index)}";
        long ns = plan.NanosecondsOf(index);
        return ns == 0
            ? line
            : string.Create(CultureInfo.InvariantCulture, $"{line}   {ns:N0} ns");
    }

    private static string Outcomes(in Step step, int index)
    {
        string text = "";
        if (step.Tolerated != 0)
        {
            string errors = step.Tolerated == Step.AnyErrno
                ? "any error"
                : ((Linux.Errno)step.Tolerated).ToString();
            if (step.ToleratedToo != 0)
                errors += $" or {(Linux.Errno)step.ToleratedToo}";
            text += step.SkipOnTolerated == 0
                ? $"; {errors} is fine"
                : $"; {errors}: go to {index + 2 + step.SkipOnTolerated}";
        }
        if (step.SkipOnSuccess != 0)
            text += step.Number == (int)StepOperation.Jump
                ? $" to {index + 2 + step.SkipOnSuccess}"
                : $"; done: go to {index + 2 + step.SkipOnSuccess}";
        return text;
    }
}
