using System.Runtime.InteropServices;
using System.Text;

namespace MiniDocker.Runtime.Plans;

/// <summary>Decodes the arguments of a step for people.</summary>
internal static unsafe class ArgumentText
{
    internal static string Call(Plan plan, int index)
    {
        ref Step step = ref plan[index];
        if (step.Number < 0)
            return Operation(plan, step);
        Syscall call = SyscallNumbers.From(step.Number);
        string kinds = CallSignatures.Of(call);
        var text = new StringBuilder(call.ToString()).Append('(');
        for (int i = 0; i < kinds.Length; i++)
        {
            if (i > 0)
                text.Append(", ");
            text.Append(Argument(plan, step, i, kinds[i], call));
        }
        return text.Append(')').ToString();
    }

    private static string Operation(Plan plan, in Step step)
    {
        Step copy = step;
        string Slot(int i) => Value(plan, copy, i);
        return (StepOperation)step.Number switch
        {
            StepOperation.Check => $"check that it is 0x{step.Arguments[2]:x}",
            StepOperation.Store => $"store {Slot(1)} for the next call",
            StepOperation.Format =>
                $"format \"{TextAt(step.Arguments[1])}{Slot(2)}{TextAt(step.Arguments[3])}\"",
            StepOperation.Jump => "go",
            StepOperation.Pause => $"in C#: {(PauseReason)step.Arguments[0]}",
            StepOperation.CopyTree => $"copy files of {Slot(0)} to {Slot(1)}",
            StepOperation.Load => "load",
            _ => "?",
        };
    }

    private static string Argument(Plan plan, in Step step, int index, char kind, Syscall call)
    {
        ulong value = step.Arguments[index];
        if ((step.SlotMask & (1 << index)) != 0)
            return Value(plan, step, index);
        return kind switch
        {
            'd' => (int)value == Abi.AT_FDCWD ? "AT_FDCWD" : $"{(int)value}",
            's' => value == 0 ? "NULL" : $"\"{TextAt(value)}\"",
            'v' => Vector(value),
            'x' => $"0x{value:x}",
            'i' => $"{(long)value}",
            'o' => $"0{Convert.ToString((long)value, 8)}",
            'f' => FlagText.Of(call, index, value),
            'h' => How(value),
            'a' => Attributes(value),
            'c' => FlagText.Clone(((CloneArgs*)value)->Flags),
            'p' => "...",
            _ => "?",
        };
    }

    private static string Value(Plan plan, in Step step, int index) =>
        (step.SlotMask & (1 << index)) != 0
            ? "$" + plan.NameOf(new Slot((int)step.Arguments[index]))
            : $"{step.Arguments[index]}";

    private static string How(ulong address)
    {
        var how = *(OpenHow*)address;
        string mode = how.Mode == 0 ? "" : $", 0{Convert.ToString((long)how.Mode, 8)}";
        return $"{FlagText.Open(how.Flags)}{mode}, {FlagText.Resolve(how.Resolve)}";
    }

    private static string Attributes(ulong address)
    {
        var attributes = *(MountAttr*)address;
        List<string> parts = [];
        if (attributes.Set != 0)
            parts.Add("set " + FlagText.MountAttributes(attributes.Set));
        if (attributes.Clear != 0)
            parts.Add("clear " + FlagText.MountAttributes(attributes.Clear));
        if (attributes.Propagation != 0)
            parts.Add(FlagText.Propagation(attributes.Propagation));
        return "{" + string.Join(", ", parts) + "}";
    }

    private static string Vector(ulong address)
    {
        var list = (ulong*)address;
        var text = new StringBuilder("[");
        for (int i = 0; list[i] != 0; i++)
            text.Append(i == 0 ? "\"" : ", \"").Append(TextAt(list[i])).Append('"');
        return text.Append(']').ToString();
    }

    private static string TextAt(ulong address) =>
        Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(
            (byte*)address)).Replace("\n", "\\n");
}
