namespace MiniDocker.Runtime.Shim;

/// <summary>
/// The engine's view of one container's shim: starts it, finds it again, gives it orders, and
/// tells the truth about the container when it was killed.
/// </summary>
/// <param name="containerDirectory">The container directory.</param>
public sealed class ShimClient(string containerDirectory)
{
    /// <summary>The container directory.</summary>
    public string ContainerDirectory { get; } = containerDirectory;

    /// <summary>
    /// Spawns a shim in a session of its own and waits until the container's program runs or
    /// could not be started. A failed start leaves no shim and a state of <c>exited</c> or
    /// <c>created</c> with the error in it.
    /// </summary>
    /// <exception cref="IOException">minirun cannot be spawned.</exception>
    public static ShimStart Start(ShimStartRequest request) => throw new NotSupportedException();

    /// <summary>
    /// Reads the container's state, first repairing it if the shim is gone: a container whose
    /// shim was killed is ended (its orphans are killed) and recorded as exited with 255.
    /// Null if it has never been started.
    /// </summary>
    public ContainerRuntimeState? ReadState() => throw new NotSupportedException();

    /// <summary>Attaches to the living shim; null if there is none.</summary>
    public ShimConnection? TryConnect(AttachStreams streams) => throw new NotSupportedException();

    /// <summary>Waits until the container ends and returns its exit code; at once if it has.
    /// </summary>
    public int Wait() => throw new NotSupportedException();

    /// <summary>
    /// Sends a signal to the container's init. With <paramref name="byHand"/>, an exit that
    /// follows is not restarted (docker kill).
    /// </summary>
    /// <exception cref="InvalidOperationException">The container is not running.</exception>
    public void Kill(int signal, bool byHand) => throw new NotSupportedException();

    /// <summary>
    /// Asks the container to end: <paramref name="signal"/>, then SIGKILL after
    /// <paramref name="timeoutSeconds"/> (never if negative). Ends a pending restart too. Waits
    /// for the end and returns the exit code; at once if it is not running.
    /// </summary>
    public int Stop(int signal, int timeoutSeconds) => throw new NotSupportedException();

    /// <summary>Freezes the container's processes and records it as paused.</summary>
    /// <exception cref="InvalidOperationException">Not running, or paused already.</exception>
    public void Pause() => throw new NotSupportedException();

    /// <summary>Thaws the container's processes.</summary>
    /// <exception cref="InvalidOperationException">Not paused.</exception>
    public void Resume() => throw new NotSupportedException();

    /// <summary>Sets the size of the container's terminal.</summary>
    public void Resize(int rows, int columns) => throw new NotSupportedException();

    /// <summary>Makes a living shim read shim.json again (docker update --restart).</summary>
    public void Reload() => throw new NotSupportedException();
}
