namespace MiniDocker.Runtime.Plans;

/// <summary>
/// The few things a plan does besides system calls, all on memory of the plan itself.
/// </summary>
internal enum StepOperation
{
    /// <summary>Fails with argument 3 unless (*argument0 &amp; argument1) == argument2.</summary>
    Check = -1,

    /// <summary>Writes argument 1 into the 32 bits at argument 0.</summary>
    Store = -2,

    /// <summary>Writes text 1, the decimal number 2 and text 3 at argument 0.</summary>
    Format = -3,

    /// <summary>Does nothing, and jumps.</summary>
    Jump = -4,

    /// <summary>Returns to managed code of the parent, for the reason in argument 0.</summary>
    Pause = -5,

    /// <summary>Copies the tree of directory 0 into directory 1 (tmpcopyup).</summary>
    CopyTree = -6,

    /// <summary>Reads the 32 bits at argument 0 into the result slot.</summary>
    Load = -7,
}
