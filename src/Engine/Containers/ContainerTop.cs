using MiniDocker.Linux;

namespace MiniDocker.Engine.Containers;

/// <summary><c>docker top</c>: the host's <c>ps</c>, given the container's processes.</summary>
public sealed class ContainerTop(ContainerStore store)
{
    /// <summary>Prints the processes.</summary>
    /// <param name="container">The container.</param>
    /// <param name="options">Options of ps; without any, <c>-ef</c>.</param>
    /// <returns>ps's exit code.</returns>
    /// <exception cref="EngineException">The container does not run.</exception>
    public int Run(Container container, IReadOnlyList<string> options)
    {
        if (!ContainerLifecycle.IsAlive(container.ReadState()))
        {
            throw new EngineException($"container {container.Id} is not running", 1);
        }
        List<string> words = ["minirun", "--root", store.Root.RuntimeState, "ps", container.Id];
        words.AddRange(options);
        int pid = Spawn.PosixSpawn(new SpawnRequest
        {
            Path = ContainerStarter.MinirunPath,
            Arguments = words,
        });
        return Children.Wait(pid)?.ShellCode ?? 1;
    }
}
