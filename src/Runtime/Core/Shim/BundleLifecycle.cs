using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>A container of this runtime, made anew from its bundle for every start.</summary>
internal sealed class BundleLifecycle(string directory, ShimConfig config) : IContainerLifecycle
{
    private readonly StateStore store = new(config.StateRoot);

    /// <inheritdoc/>
    public StartedContainer Start(IReadOnlyList<SafeHandle> stdio)
    {
        // A shim that was killed may have left the id taken.
        Container.Delete(store, config.Id, force: true);
        SafeFileHandle? mine = null, theirs = null;
        if (stdio.Count == 0)
        {
            (mine, theirs) = UnixSocket.Pair();
        }

        using (mine)
        using (theirs)
        {
            using CreatedContainer created = Container.Create(store, new ContainerRequest
            {
                Id = config.Id,
                Bundle = directory,
                Stdio = stdio,
                ConsoleSocket = theirs,
            });
            SafeFileHandle? master = mine is null
                ? null : UnixSocket.ReceiveDescriptor(mine, stackalloc byte[256]);
            created.Start();
            int pid = created.Init.Pid;
            return new StartedContainer(pid, PidFd.TryOpen(pid)
                ?? throw new ContainerException("open the container's init: it has gone"), master);
        }
    }

    /// <inheritdoc/>
    public void SetFrozen(bool frozen)
    {
        Container container = Container.Open(store, config.Id);
        if (frozen)
        {
            container.Pause();
        }
        else
        {
            container.Resume();
        }
    }

    /// <inheritdoc/>
    public bool Finish()
    {
        bool oomKilled = false;
        if (Container.TryOpen(store, config.Id)?.Cgroup is { } cgroup)
        {
            oomKilled = CountOomKills(cgroup) > 0;
        }

        Container.Delete(store, config.Id, force: true);
        return oomKilled;
    }

    private static long CountOomKills(Cgroup cgroup)
    {
        try
        {
            return cgroup.ReadOomKills();
        }
        catch (IOException)
        {
            // Someone else removed the cgroup already.
            return 0;
        }
    }
}
