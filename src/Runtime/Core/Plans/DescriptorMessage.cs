using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// Sends a descriptor over a unix socket: struct msghdr with one SCM_RIGHTS message, built in the
/// arena; the descriptor's number is stored when the step runs. man 3 cmsg, man 7 unix.
/// </summary>
internal static unsafe class DescriptorMessage
{
    private const int HeaderBytes = 16;
    private const int ControlBytes = 24;

    internal static StepHandle Send(
        LaunchContext c, Argument socket, Slot descriptor, ReadOnlySpan<byte> text)
    {
        Arena arena = c.Builder.Arena;
        byte* payload = arena.Take(text.Length);
        text.CopyTo(new Span<byte>(payload, text.Length));
        ulong* vector = (ulong*)arena.Take(16);
        vector[0] = (ulong)payload;
        vector[1] = (ulong)text.Length;
        byte* control = arena.Take(ControlBytes);
        *(ulong*)control = HeaderBytes + sizeof(int);
        ((uint*)control)[2] = SOL_SOCKET;
        ((uint*)control)[3] = SCM_RIGHTS;
        c.Builder.Do(StepOperation.Store, control + HeaderBytes, descriptor);
        // struct msghdr: name, its length, vectors, their count, control, its length, flags.
        ulong* message = (ulong*)arena.Take(56);
        message[2] = (ulong)vector;
        message[3] = 1;
        message[4] = (ulong)control;
        message[5] = ControlBytes;
        return c.Builder.Call(Syscall.sendmsg, socket, message, MSG_NOSIGNAL);
    }
}
