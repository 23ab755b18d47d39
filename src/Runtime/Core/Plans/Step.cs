using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// One step of a plan in unmanaged memory: a system call with six arguments, where its result
/// goes, which errors are no failure, and how far to jump. Jumps only go forward, so every plan
/// ends.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Step
{
    internal const short NoSlot = -1;
    internal const short AnyErrno = -1;

    /// <summary>The system call's number, or a <see cref="StepOperation"/> below zero.</summary>
    internal int Number;

    /// <summary>Bit n: argument n is the index of a slot that holds the value.</summary>
    internal ushort SlotMask;

    internal StepFlags Flags;

    /// <summary>The slot that receives the result, or <see cref="NoSlot"/>.</summary>
    internal short Result;

    /// <summary>Errors that are expected: 0 for none.</summary>
    internal short Tolerated;
    internal short ToleratedToo;

    /// <summary>Steps to jump over when the call succeeds, and when it fails as expected.</summary>
    internal short SkipOnSuccess;
    internal short SkipOnTolerated;

    internal fixed ulong Arguments[6];
}
