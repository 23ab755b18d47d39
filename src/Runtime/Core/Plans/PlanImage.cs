using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.Plans;

/// <summary>What the runner sees of a plan: addresses and counts, no object.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PlanImage
{
    internal Step* Steps;
    internal int Count;

    /// <summary>Not zero after the clone, in the child's copy of this memory.</summary>
    internal int InChild;
    internal long* Slots;

    /// <summary>Nanoseconds per step in memory that both processes share, or null.</summary>
    internal long* Timings;

    /// <summary>The slot with the descriptor on which the child reports its failure.</summary>
    internal int ReportSlot;

    /// <summary>The step of the last pause of the parent.</summary>
    internal int PausedAt;
}
