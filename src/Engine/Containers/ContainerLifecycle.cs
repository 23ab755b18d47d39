using MiniDocker.Runtime.Shim;
using MiniDocker.Runtime.State;

namespace MiniDocker.Engine.Containers;

/// <summary>What a person does to a container that exists: stop, kill, pause, remove, rename.
/// </summary>
public sealed class ContainerLifecycle(ContainerStore store)
{
    private const int DefaultStopTimeoutSeconds = 10;
    private const int Sigkill = 9;

    private readonly VolumeStore _volumes = new(store.Root);

    /// <summary>Asks a container to end, and ends it when it does not.</summary>
    /// <param name="container">The container; one that does not run is left as it is.</param>
    /// <param name="signal">The signal to ask with; null for the container's own.</param>
    /// <param name="timeoutSeconds">How long to wait; null for its own, negative for ever.
    /// </param>
    public static void Stop(Container container, string? signal, int? timeoutSeconds)
    {
        int number = ParseSignal(
            signal ?? container.Record.Config.StopSignal ?? "SIGTERM");
        container.Shim.Stop(number,
            timeoutSeconds ?? container.Record.Config.StopTimeout ?? DefaultStopTimeoutSeconds);
    }

    /// <summary>Sends a signal to a container's first process.</summary>
    /// <exception cref="EngineException">It does not run.</exception>
    public static void Kill(Container container, string signal)
    {
        int number = ParseSignal(signal);
        string notRunning = $"cannot kill container: {container.Name}: "
            + $"container {container.Id} is not running";
        Require(IsAlive(container.ReadState()), notRunning);
        try
        {
            container.Shim.Kill(number, byHand: true);
        }
        catch (ContainerException) when (!IsAlive(container.ReadState()))
        {
            // Somebody else ended it before the shim could answer.
            throw new EngineException(notRunning, 1);
        }
    }

    /// <summary>Freezes a container's processes.</summary>
    /// <exception cref="EngineException">It does not run, or is frozen.</exception>
    public static void Pause(Container container)
    {
        ContainerRuntimeState state = container.ReadState();
        Require(IsAlive(state), $"Container {container.Id} is not running");
        Require(state.Status != ContainerRuntimeStatus.Paused,
            $"Container {container.Id} is already paused");
        container.Shim.Pause();
    }

    /// <summary>Thaws a container's processes.</summary>
    /// <exception cref="EngineException">It is not frozen.</exception>
    public static void Resume(Container container)
    {
        Require(container.ReadState().Status == ContainerRuntimeStatus.Paused,
            $"Container {container.Id} is not paused");
        container.Shim.Resume();
    }

    /// <summary>Removes a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="force">End it first if it runs.</param>
    /// <param name="volumes">Remove its anonymous volumes, too.</param>
    /// <exception cref="EngineException">It runs.</exception>
    public void Remove(Container container, bool force, bool volumes)
    {
        using (ContainerLock guard = ContainerLock.Take(container.Directory))
        {
            ContainerRuntimeState state = container.ReadState();
            if (IsAlive(state) || state.Status == ContainerRuntimeStatus.Restarting)
            {
                Require(force, $"cannot remove container \"{container.Name}\": container is "
                    + $"{StatusWord(state)}: stop the container before removing or force remove");
                container.Shim.Stop(Sigkill, 0);
            }
            if (!Directory.Exists(container.Directory))
            {
                return; // It was started with --rm, and its shim was quicker.
            }
            RemoveRuntimeState(container.Id);
            store.Delete(container);
        }
        foreach (MountPoint point in container.Record.Mounts)
        {
            if (volumes && point.IsAnonymous)
            {
                _volumes.Remove(point.Name!);
            }
        }
    }

    // A shim takes its traces with it; one that was killed leaves state, cgroup and socket.
    private void RemoveRuntimeState(string id)
    {
        if (!Directory.Exists(store.Root.Run))
        {
            return;
        }
        Runtime.State.Container.Delete(new StateStore(store.Root.RuntimeState), id, force: true);
        RunDirectory.Remove(store.Root.AttachSocket(id));
        RunDirectory.Leave(store.Root.RuntimeState);
        RunDirectory.Leave(store.Root.Run);
    }

    /// <summary>Gives a container another name.</summary>
    /// <exception cref="EngineException">The name is not one, or in use.</exception>
    public void Rename(Container container, string name)
    {
        name = name.TrimStart('/');
        ContainerName.Check(name);
        Require(name != container.Name,
            "Renaming a container with the same name as its current name");
        using ContainerLock guard = ContainerLock.Take(container.Directory);
        string old = container.Name;
        store.ClaimName(name, container.Id);
        container.Replace(container.Record with { Name = name });
        store.ReleaseName(old, container.Id);
    }

    /// <summary>Reads a signal: <c>9</c>, <c>KILL</c>, <c>SIGKILL</c>.</summary>
    /// <exception cref="EngineException">There is no such signal.</exception>
    public static int ParseSignal(string text) => SignalNames.TryParse(text, out int signal)
        ? signal
        : throw new EngineException($"invalid signal: {text}", 1);

    /// <summary>True while a container's first process exists.</summary>
    public static bool IsAlive(ContainerRuntimeState state) =>
        state.Status is ContainerRuntimeStatus.Running or ContainerRuntimeStatus.Paused;

    /// <summary>The state as <c>docker inspect</c> spells it.</summary>
    public static string StatusWord(ContainerRuntimeState state) =>
        state.Status.ToString().ToLowerInvariant();

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new EngineException(message, 1);
        }
    }
}
