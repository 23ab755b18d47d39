namespace MiniDocker.Runtime.Shim;

/// <summary>Which of a container's streams a client wants.</summary>
[Flags]
public enum AttachStreams
{
    /// <summary>None: the client gives orders or waits for the exit.</summary>
    None = 0,

    /// <summary>It writes to stdin.</summary>
    Stdin = 1,

    /// <summary>It reads stdout.</summary>
    Stdout = 2,

    /// <summary>It reads stderr.</summary>
    Stderr = 4,
}
