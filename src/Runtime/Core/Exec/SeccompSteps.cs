using System.Runtime.InteropServices;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Exec;

/// <summary>Installs the system call filter, as late as the kernel allows.</summary>
internal static unsafe class SeccompSteps
{
    /// <summary>
    /// With no_new_privs anyone may install a filter, so it comes last and need not allow what the
    /// setup calls; without, it takes a capability that is about to be dropped.
    /// </summary>
    internal static void Add(LaunchContext c)
    {
        if (c.Options.Seccomp is not { } program)
            return;
        PlanBuilder b = c.Builder;
        b.Begin("install seccomp filter", "linux.seccomp: calls the program may make");
        byte* filter = b.Arena.Take(program.Filter.Length);
        program.Filter.Span.CopyTo(new Span<byte>(filter, program.Filter.Length));
        // struct sock_fprog: the count of instructions, then their address.
        byte* header = b.Arena.Take(16);
        MemoryMarshal.Write(new Span<byte>(header, 2), (ushort)(program.Filter.Length / 8));
        *(byte**)(header + 8) = filter;
        uint flags = program.Flags;
        if (program.ListenerPath is null)
        {
            b.Call(Syscall.seccomp, SECCOMP_SET_MODE_FILTER, flags, header);
            return;
        }
        Slot listener = b.Call(Syscall.seccomp, SECCOMP_SET_MODE_FILTER,
            flags | SECCOMP_FILTER_FLAG_NEW_LISTENER, header).Into("listener");
        // Only sendmsg is needed from under the filter; the parent tells the agent the rest.
        DescriptorMessage.Send(c, c.ChildEnd, listener, [0]);
    }
}
