namespace MiniDocker.Runtime.Plans;

/// <summary>What is unusual about the result of a step.</summary>
[Flags]
internal enum StepFlags : ushort
{
    None = 0,

    /// <summary>A result of 0 is the failure EPIPE: the other end of a socket is gone.</summary>
    ZeroFails = 1,

    /// <summary>The call returns twice; 0 is the child, which goes on with the next step.</summary>
    Clones = 2,

    /// <summary>
    /// EAGAIN means that a rename raced with a path lookup: try again, a few times.
    /// </summary>
    RetryAgain = 4,

    /// <summary>A failed call is the end of this process, with no report to anyone.</summary>
    Silent = 8,
}
