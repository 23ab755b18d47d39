using MiniDocker.Linux;

namespace MiniDocker.Runtime.Exec;

/// <summary>Hands the seccomp listener of a container to the agent that answers for it.</summary>
internal static class SeccompListener
{
    internal static void Forward(LaunchContext c, int fromChild, int pid)
    {
        using var child = Descriptors.Own(fromChild);
        Span<byte> mark = stackalloc byte[1];
        using var listener = UnixSocket.ReceiveDescriptor(child, mark)
            ?? throw new LaunchException("the container's first process sent no seccomp listener",
                Errno.EPIPE, isExecution: false);
        using var agent = Descriptors.Own(c.Options.SeccompSocket);
        UnixSocket.SendDescriptor(agent, ContainerProcessState.Json(c, pid), listener);
    }
}
