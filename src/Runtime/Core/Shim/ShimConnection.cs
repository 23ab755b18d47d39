namespace MiniDocker.Runtime.Shim;

/// <summary>
/// One client of a living shim, over its UNIX socket. Orders may be sent from any thread while
/// <see cref="Relay"/> runs on another.
/// </summary>
public sealed class ShimConnection : IDisposable
{
    /// <summary>
    /// Moves bytes between the caller's streams and the container until it ends, the detach keys
    /// are typed, or the shim is gone. Blocks the calling thread. Puts no terminal into raw mode:
    /// that is the caller's.
    /// </summary>
    public RelayResult Relay(RelayOptions options) => throw new NotSupportedException();

    /// <summary>Waits for the container's next end and returns its exit code; null if the shim
    /// was lost.</summary>
    public int? WaitExit() => throw new NotSupportedException();

    /// <summary>Sets the size of the container's terminal; without one it does nothing.</summary>
    public void Resize(int rows, int columns) => throw new NotSupportedException();

    /// <summary>Sends a signal to the container's init, without waiting for an answer.</summary>
    public void Signal(int signal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
