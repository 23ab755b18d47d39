namespace MiniDocker.Runtime.Shim;

/// <summary>Why an attached client's relay returned.</summary>
public enum RelayEnd
{
    /// <summary>The container ended.</summary>
    Exited,

    /// <summary>The detach keys were typed; the container goes on.</summary>
    Detached,

    /// <summary>The shim closed the connection without an exit code: it was killed.</summary>
    ShimLost,
}
