using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Runtime.Hooks;

namespace MiniDocker.Runtime.State;

/// <summary>Starting a container that another command created.</summary>
public sealed partial class Container
{
    /// <summary>
    /// Lets the waiting init run its program; returns once the kernel has accepted it and the
    /// poststart hooks ran.
    /// </summary>
    /// <exception cref="ContainerException">It does not wait, its program cannot be executed, or
    /// a hook failed.</exception>
    public static void Start(StateStore store, string id)
    {
        using SafeFileHandle guard = store.Lock(id);
        Container container = Open(store, id);
        ContainerStatus status = container.ReadStatus();
        if (status != ContainerStatus.Created)
        {
            throw new ContainerException(
                $"cannot start container '{id}': it is {Name(status)}, not created");
        }

        try
        {
            container.RunStartContainerHooks(container.State.Init.Pid);
            container.PassGate();
            container.RunPoststartHooks();
        }
        catch
        {
            container.KillInit();
            throw;
        }
    }

    internal void RunPoststartHooks()
    {
        if (HookRunner.HasAny(HookKind.Poststart, Spec.Hooks))
        {
            HookRunner.Run(HookKind.Poststart, Spec.Hooks,
                StateForHooks(ContainerStatus.Running, State.Init.Pid));
        }
    }

    // The init listens on a socket: one byte lets it go on. It closes the connection by its
    // execve, or says which step failed and why.
    private void PassGate()
    {
        using SafeFileHandle gate = UnixSocket.Connect(StartSocket, keepsMessages: true);
        Descriptors.WriteAll(gate, "g"u8);
        Span<byte> report = stackalloc byte[8];
        int count = Descriptors.Read(gate, report);
        File.Delete(StartSocket);
        if (count == report.Length)
        {
            var errno = (Errno)BitConverter.ToInt32(report[4..]);
            string program = Spec.Process is { Args: [var first, ..] } ? first : "";
            throw new ContainerException(
                $"run '{program}' in container '{Id}': {Shim.StartFailure.Describe(errno)}")
            {
                ExitCode = Shim.StartFailure.ExitCodeOf(errno),
            };
        }
    }
}
