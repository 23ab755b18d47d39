using MiniDocker.Linux;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>The truth about a container, also when its shim was killed.</summary>
public sealed partial class ShimClient
{
    /// <summary>What a container gets whose exit code nobody could take: Docker's 255.</summary>
    private const int LostExitCode = 255;

    /// <summary>How long an orphan gets to die of SIGKILL before its record is written.</summary>
    private const int OrphanDiesMs = 5000;

    /// <summary>
    /// Reads the container's state, first repairing it if the shim is gone: a container whose
    /// shim was killed is ended (its orphans are killed) and recorded as exited with 255.
    /// Null if it has never been started.
    /// </summary>
    public ContainerRuntimeState? ReadState()
    {
        ContainerRuntimeState? state = ContainerRuntimeState.TryRead(ContainerDirectory);
        return state is null || IsTrue(state) ? state : Repair();
    }

    private static bool IsTrue(ContainerRuntimeState state) =>
        state.Status is ContainerRuntimeStatus.Created or ContainerRuntimeStatus.Exited
            or ContainerRuntimeStatus.Dead
        || new ProcessIdentity(state.ShimPid, state.ShimStartTime).IsAlive;

    // One command repairs; another that comes meanwhile waits and finds it done.
    private ContainerRuntimeState? Repair()
    {
        using var repairing = FileLocks.Open(Path.Combine(ContainerDirectory, "repair.lock"));
        FileLocks.Lock(repairing, exclusive: true);
        ContainerRuntimeState? state = ContainerRuntimeState.TryRead(ContainerDirectory);
        if (state is null || IsTrue(state))
        {
            return state;
        }

        using (PidFd? orphan = new ProcessIdentity(state.Pid, state.PidStartTime).TryOpen())
        {
            if (orphan is not null)
            {
                orphan.TrySignal(SIGKILL);
                orphan.WaitEnd(OrphanDiesMs);
            }
        }

        ContainerRuntimeState repaired = state with
        {
            Status = ContainerRuntimeStatus.Exited,
            Pid = 0,
            PidStartTime = 0,
            ShimPid = 0,
            ShimStartTime = 0,
            FinishedAt = DateTimeOffset.UtcNow,
            ExitCode = state.Status == ContainerRuntimeStatus.Restarting
                ? state.ExitCode : LostExitCode,
            Error = "its shim was killed",
        };
        repaired.Write(ContainerDirectory);
        return repaired;
    }
}
