using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// What the shim asks of the runtime. Behind an interface so that the shim's loop, its clients
/// and its restarts are tested with ordinary processes, without root.
/// </summary>
internal interface IContainerLifecycle
{
    /// <summary>Creates and starts the container with these as its descriptors 0, 1, 2; with
    /// none, it gets a terminal, whose master is returned.</summary>
    StartedContainer Start(IReadOnlyList<SafeHandle> stdio);

    /// <summary>Freezes or thaws every process of it.</summary>
    void SetFrozen(bool frozen);

    /// <summary>Kills what is left, removes every trace, and runs the poststop hooks.</summary>
    /// <returns>Whether the kernel killed one of its processes for lack of memory.</returns>
    bool Finish();
}
