namespace MiniDocker.Runtime.Plans;

/// <summary>A step that was just added, for what is not plain about it.</summary>
internal readonly struct StepHandle(PlanBuilder builder, int index)
{
    internal int Index { get; } = index;

    /// <summary>Keeps the result in a new slot.</summary>
    internal Slot Into(string name)
    {
        Slot slot = builder.NewSlot(name);
        return Into(slot);
    }

    /// <summary>Keeps the result in a slot, which an earlier step may have filled.</summary>
    internal Slot Into(Slot slot)
    {
        builder.At(this).Result = (short)slot.Index;
        return slot;
    }

    /// <summary>Takes one or two errors as an expected outcome.</summary>
    internal StepHandle Tolerate(int errno, int other = 0)
    {
        ref Step step = ref builder.At(this);
        step.Tolerated = (short)errno;
        step.ToleratedToo = (short)other;
        return this;
    }

    /// <summary>Takes any error as an expected outcome.</summary>
    internal StepHandle TolerateAll() => Tolerate(Step.AnyErrno);

    internal StepHandle With(StepFlags flags)
    {
        builder.At(this).Flags |= flags;
        return this;
    }
}
