namespace MiniDocker.Runtime.Seccomp;

/// <summary>
/// On 32-bit x86 the socket and the System V calls may also be made through one call each that
/// takes the real call's number as its first argument (man 2 socketcall, man 2 ipc). A rule without
/// conditions holds for both ways; one with conditions cannot, since there the arguments are in
/// memory, which a filter does not see.
/// </summary>
internal static class CallMultiplexer
{
    // linux/net.h, SYS_*: the position is the number, from 1.
    private static readonly string[] SocketCalls =
    [
        "socket", "bind", "connect", "listen", "accept", "getsockname", "getpeername",
        "socketpair", "send", "recv", "sendto", "recvfrom", "shutdown", "setsockopt",
        "getsockopt", "sendmsg", "recvmsg", "accept4", "recvmmsg", "sendmmsg",
    ];

    // linux/ipc.h
    private static readonly (string Name, int Number)[] IpcCalls =
    [
        ("semop", 1), ("semget", 2), ("semctl", 3), ("semtimedop", 4), ("msgsnd", 11),
        ("msgrcv", 12), ("msgget", 13), ("msgctl", 14), ("shmat", 21), ("shmdt", 22),
        ("shmget", 23), ("shmctl", 24),
    ];

    /// <summary>The call that a call may also be made through, and its first argument.</summary>
    internal static (string Name, int Number)? Find(string call)
    {
        int socket = Array.IndexOf(SocketCalls, call);
        if (socket >= 0)
        {
            return ("socketcall", socket + 1);
        }

        foreach ((string name, int number) in IpcCalls)
        {
            if (name == call)
            {
                return ("ipc", number);
            }
        }

        return null;
    }
}
