using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// How a run of steps ended, and the eight bytes that the child sends to its parent: the step and
/// its errno, or one of the marks below zero.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct StepReport(int Index, int Errno)
{
    /// <summary>The child made its mounts and waits for the hooks.</summary>
    internal const int Mounted = -1;

    /// <summary>The child is ready to run the user's program.</summary>
    internal const int Ready = -2;

    /// <summary>
    /// The child sees its program accepted by the kernel, or the plan has no more steps.
    /// </summary>
    internal const int Finished = -3;

    /// <summary>A second clone took the first one's place; the errno is its pid.</summary>
    internal const int Cloned = -5;

    /// <summary>
    /// A plan reached <see cref="StepOperation.Pause"/>; the errno is the reason.
    /// </summary>
    internal const int Paused = -4;
}
