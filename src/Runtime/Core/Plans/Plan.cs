namespace MiniDocker.Runtime.Plans;

/// <summary>
/// A finished program of system calls in unmanaged memory, with what a reader wants to know about
/// it. Owns its arena.
/// </summary>
internal sealed unsafe class Plan : IDisposable
{
    private readonly Arena arena;
    private readonly PlanImage* image;
    private readonly IReadOnlyList<StepGroup> groups;
    private readonly IReadOnlyList<string> slotNames;

    /// <summary>Copies a builder's steps into its arena, of which this takes ownership.</summary>
    internal Plan(PlanBuilder builder, Slot report)
    {
        arena = builder.Arena;
        groups = builder.Groups;
        slotNames = builder.SlotNames;
        ReadOnlySpan<Step> steps = builder.Steps;
        var copy = (Step*)arena.Take(steps.Length * sizeof(Step));
        steps.CopyTo(new Span<Step>(copy, steps.Length));
        image = (PlanImage*)arena.Take(sizeof(PlanImage));
        image->Steps = copy;
        image->Count = steps.Length;
        image->Slots = (long*)arena.Take(Math.Max(1, slotNames.Count) * sizeof(long));
        image->ReportSlot = report.Index;
    }

    internal int Count => image->Count;

    /// <summary>The step of the last pause.</summary>
    internal int PausedAt => image->PausedAt;

    /// <summary>Keeps the nanoseconds of each step in memory shared with the child.</summary>
    internal void ShareTimings(long* shared) => image->Timings = shared;

    internal long NanosecondsOf(int index) =>
        image->Timings is null ? 0 : image->Timings[index];

    internal ref Step this[int index] => ref image->Steps[index];

    /// <summary>The clone whose child the plan is about, or -1.</summary>
    internal int CloneIndex { get; init; } = -1;

    internal StepGroup GroupOf(int index) => groups[index];

    internal string NameOf(Slot slot) => slotNames[slot.Index];

    internal long this[Slot slot]
    {
        get => image->Slots[slot.Index];
        set => image->Slots[slot.Index] = value;
    }

    /// <summary>
    /// Runs from a step on, in this process and, after a clone step, in the child.
    /// </summary>
    internal StepReport Run(int first) => StepRunner.Run(image, first);

    /// <inheritdoc/>
    public void Dispose() => arena.Dispose();
}
