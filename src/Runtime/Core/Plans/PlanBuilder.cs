using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// Collects the steps of a plan. Every pointer argument comes from its <see cref="Arena"/>.
/// </summary>
internal sealed unsafe class PlanBuilder(Arena arena)
{
    private static readonly StepGroup Unnamed = new("prepare", null, null, "");
    private readonly List<Step> steps = new(160);
    private readonly List<StepGroup> groups = new(160);
    private readonly List<string> slotNames = [];
    private StepGroup group = Unnamed;

    internal Arena Arena { get; } = arena;
    internal int Count => steps.Count;
    internal IReadOnlyList<StepGroup> Groups => groups;
    internal IReadOnlyList<string> SlotNames => slotNames;
    internal ReadOnlySpan<Step> Steps => CollectionsMarshal.AsSpan(steps);

    /// <summary>Names what the next steps do, and why a container needs it.</summary>
    internal void Begin(string title, string why) => Begin(title, null, null, why);

    /// <summary>The same with a title that has one or two places for names.</summary>
    internal void Begin(string title, string? first, string? second, string why) =>
        group = new StepGroup(title, first, second, why);

    /// <summary>A place for a result, with the name it is printed under.</summary>
    internal Slot NewSlot(string name)
    {
        slotNames.Add(name);
        return new Slot(slotNames.Count - 1);
    }

    /// <summary>Adds a system call.</summary>
    internal StepHandle Call(Syscall call, params ReadOnlySpan<Argument> arguments) =>
        Add(SyscallNumbers.Of(call), arguments);

    /// <summary>Adds an operation on the plan's own memory.</summary>
    internal StepHandle Do(StepOperation operation, params ReadOnlySpan<Argument> arguments) =>
        Add((int)operation, arguments);

    /// <summary>Adds a jump over the steps that follow up to a later landing.</summary>
    internal StepHandle Jump() => Do(StepOperation.Jump);

    /// <summary>Address of a copy of a text.</summary>
    internal Argument Text(string text) => Arena.Text(text);

    /// <summary>Address of a copy of a value.</summary>
    internal Argument Value<T>(T value) where T : unmanaged => Arena.Value(value);

    /// <summary>Makes a step's success jump to the next step that will be added.</summary>
    internal void LandSuccess(StepHandle from) =>
        At(from).SkipOnSuccess = (short)(steps.Count - from.Index - 1);

    /// <summary>Makes a step's expected failure jump to the next step that will be added.</summary>
    internal void LandTolerated(StepHandle from) =>
        At(from).SkipOnTolerated = (short)(steps.Count - from.Index - 1);

    internal ref Step At(StepHandle handle) =>
        ref CollectionsMarshal.AsSpan(steps)[handle.Index];

    private StepHandle Add(int number, ReadOnlySpan<Argument> arguments)
    {
        var step = new Step { Number = number, Result = Step.NoSlot };
        for (int i = 0; i < arguments.Length; i++)
        {
            step.Arguments[i] = arguments[i].Value;
            if (arguments[i].IsSlot)
                step.SlotMask |= (ushort)(1 << i);
        }
        steps.Add(step);
        groups.Add(group);
        return new StepHandle(this, steps.Count - 1);
    }
}
