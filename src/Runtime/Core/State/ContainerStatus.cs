namespace MiniDocker.Runtime.State;

/// <summary>The states of the runtime-spec's life cycle, and runc's paused.</summary>
public enum ContainerStatus
{
    /// <summary>Its creator is still at work.</summary>
    Creating,

    /// <summary>Its init waits for start.</summary>
    Created,

    /// <summary>Its program runs.</summary>
    Running,

    /// <summary>Its processes are frozen.</summary>
    Paused,

    /// <summary>Its init has ended.</summary>
    Stopped,
}
