using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Runtime.State;

/// <summary>
/// A container in the hands of its creator: its init is ready, and no other command may touch it
/// until this is disposed.
/// </summary>
public sealed class CreatedContainer : IDisposable
{
    private readonly SafeFileHandle guard;

    internal CreatedContainer(Container container, LaunchedInit init, SafeFileHandle guard)
    {
        Container = container;
        Init = init;
        this.guard = guard;
    }

    /// <summary>The container.</summary>
    public Container Container { get; }

    /// <summary>Its init.</summary>
    public LaunchedInit Init { get; }

    /// <summary>
    /// Runs its program (for a container that does not wait for <c>start</c>) and then its
    /// poststart hooks. A failure kills the container and removes it.
    /// </summary>
    /// <exception cref="LaunchException">The program cannot be executed.</exception>
    /// <exception cref="ContainerException">A hook failed.</exception>
    public void Start()
    {
        try
        {
            Container.RunStartContainerHooks(Init.Pid);
            Init.Start();
            Container.RunPoststartHooks();
        }
        catch
        {
            Init.Abandon();
            Container.Destroy();
            throw;
        }
    }

    /// <summary>Lets other commands at it; the container goes on.</summary>
    public void Dispose()
    {
        Init.Dispose();
        guard.Dispose();
    }
}
