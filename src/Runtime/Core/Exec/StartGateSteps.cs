using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Exec;

/// <summary>
/// Where a ready container waits for `start`. For `run` that is the socket to its parent. After
/// `create` there is no parent any more: it listens on a unix socket in the state directory, and
/// `start` connects, says go, and hears of a failed execve over the same connection.
/// </summary>
internal static unsafe class StartGateSteps
{
    /// <summary>The name of the socket in the state directory.</summary>
    internal const string SocketName = "start.sock";

    private const int AddressBytes = 110;

    internal static void Listen(LaunchContext c, string directory)
    {
        PlanBuilder b = c.Builder;
        b.Begin("listen for start in {0}", directory, null, "the container waits there");
        Slot handle = c.OpenHost(directory, O_PATH | O_DIRECTORY, "state");
        Slot listener = b.Call(Syscall.socket, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0)
            .Into("listener");
        // A path through the handle: sun_path has room for 108 bytes only.
        byte* address = b.Arena.Take(AddressBytes);
        *(ushort*)address = (ushort)AF_UNIX;
        b.Do(StepOperation.Format, address + 2, b.Text("/proc/self/fd/"), handle,
            b.Text("/" + SocketName));
        b.Call(Syscall.bind, listener, address, AddressBytes);
        b.Call(Syscall.listen, listener, 1);
        c.Close(handle);
        c.Listener = listener;
    }

    internal static void Wait(LaunchContext c)
    {
        c.Builder.Begin("say ready and wait for start",
            "everything is set up; nothing of the user's has run");
        LaunchPlan.Report(c, StepReport.Ready);
        if (c.Listener is { } listener)
            // From here on failures are reported to whoever starts the container.
            c.Builder.Call(Syscall.accept4, listener, 0, 0, SOCK_CLOEXEC).Into(c.ChildEnd);
        LaunchPlan.Wait(c);
    }
}
