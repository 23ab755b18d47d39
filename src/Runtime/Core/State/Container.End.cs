using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Runtime.Hooks;

namespace MiniDocker.Runtime.State;

/// <summary>Ending a container and removing every trace of it.</summary>
public sealed partial class Container
{
    /// <summary>How long a killed init gets to disappear.</summary>
    private const int KillWaitMs = 10_000;

    /// <summary>Sends a signal to the init.</summary>
    /// <exception cref="ContainerException">It is not running.</exception>
    public void Kill(int signal)
    {
        ContainerStatus status = ReadStatus();
        using PidFd init = OpenInit();
        if (!init.TrySignal(signal))
        {
            throw NotRunning();
        }

        if (signal == SIGKILL)
        {
            if (!State.HasPidNamespace)
            {
                // Nothing else ends the rest of a container that shares its PID namespace.
                Cgroup?.Kill(SIGKILL);
            }

            if (status == ContainerStatus.Paused)
            {
                Cgroup?.Resume();
            }
        }
    }

    /// <summary>Sends a signal to every process of the container (kill --all).</summary>
    public void KillAll(int signal)
    {
        if (Cgroup is not { } cgroup)
        {
            Kill(signal);
            return;
        }

        cgroup.Kill(signal);
    }

    /// <summary>
    /// Removes a stopped container: its cgroups, its state; then runs its poststop hooks.
    /// </summary>
    /// <param name="store">Where it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="force">Kills it first if it runs, and is content if it does not exist.</param>
    /// <returns>Warnings, one line each.</returns>
    /// <exception cref="ContainerException">It runs, or is unknown, and force is not set.
    /// </exception>
    public static IReadOnlyList<string> Delete(StateStore store, string id, bool force)
    {
        if (!store.Exists(id))
        {
            return force ? [] : throw store.Unknown(id);
        }

        SafeFileHandle guard;
        try
        {
            guard = store.Lock(id);
        }
        catch (ContainerException) when (force)
        {
            // Another delete was faster.
            return [];
        }

        using (guard)
        {
            if (TryOpen(store, id) is not { } container)
            {
                store.Remove(id);
                return [];
            }

            ContainerStatus status = container.ReadStatus();
            if (!force && status is not (ContainerStatus.Stopped or ContainerStatus.Created))
            {
                throw new ContainerException(
                    $"cannot delete container '{id}': it is {Name(status)}; kill it first, or "
                    + "use --force");
            }

            return container.Destroy();
        }
    }

    /// <summary>Kills what lives, removes cgroups and state, runs the poststop hooks.</summary>
    /// <returns>Warnings, one line each.</returns>
    internal IReadOnlyList<string> Destroy()
    {
        List<string> warnings = [];
        KillInit();
        Attempt(warnings, () =>
        {
            Cgroup?.Kill(SIGKILL);
            Cgroup?.Remove();
        });
        Oci.Spec.HooksSpec? hooks = null;
        Attempt(warnings, () => hooks = Spec.Hooks);
        store.Remove(Id);
        warnings.AddRange(HookRunner.RunAll(
            HookKind.Poststop, hooks, StateForHooks(ContainerStatus.Stopped, 0)));
        return warnings;
    }

    private void KillInit()
    {
        using PidFd? init = State.Init.TryOpen();
        if (init is not null)
        {
            init.TrySignal(SIGKILL);
            Attempt([], () => Cgroup?.Resume());
            init.WaitEnd(KillWaitMs);
            _ = Children.TryReap(State.Init.Pid);
        }
    }

    // What is broken must not keep the rest from being removed.
    private static void Attempt(List<string> warnings, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ContainerException or Oci.OciFormatException)
        {
            warnings.Add(e.Message);
        }
    }
}
