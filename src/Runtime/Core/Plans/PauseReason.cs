namespace MiniDocker.Runtime.Plans;

/// <summary>What the parent does in managed code at a point of its plan.</summary>
internal enum PauseReason
{
    /// <summary>The child exists: newuidmap and newgidmap, which are programs.</summary>
    MapIds,

    /// <summary>The mounts are made: prestart, createRuntime and createContainer hooks.</summary>
    RunHooks,

    /// <summary>Everything but the user's program is done.</summary>
    Ready,

    /// <summary>The child sends its seccomp listener.</summary>
    TakeListener,

    /// <summary>No pause of a plan: it runs to its end.</summary>
    Ended,
}
