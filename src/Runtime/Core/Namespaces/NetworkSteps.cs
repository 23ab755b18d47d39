using System.Runtime.InteropServices;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Namespaces;

/// <summary>Brings 127.0.0.1 to life: a new network namespace has its loopback down.</summary>
internal static unsafe class NetworkSteps
{
    private const ushort IFF_UP = 1;

    internal static void Add(LaunchContext c)
    {
        if (!c.Namespaces.Creates(CLONE_NEWNET))
            return;
        c.Builder.Begin("bring up loopback", "programs expect 127.0.0.1 to answer");
        Slot socket = c.Builder.Call(Syscall.socket, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)
            .Into("socket");
        // struct ifreq: sixteen bytes of name, then the flags. man 7 netdevice.
        byte* request = c.Builder.Arena.Take(40);
        "lo"u8.CopyTo(new Span<byte>(request, 16));
        MemoryMarshal.Write(new Span<byte>(request + 16, 2), IFF_UP);
        c.Builder.Call(Syscall.ioctl, socket, SIOCSIFFLAGS, request);
        c.Close(socket);
    }
}
