using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

internal static unsafe partial class Libc
{
    internal const int AF_UNIX = 1, SOCK_STREAM = 1, SOCK_SEQPACKET = 5;
    internal const int SOCK_NONBLOCK = 0x800, SOCK_CLOEXEC = 0x80000;
    internal const int SOL_SOCKET = 1, SCM_RIGHTS = 1;
    internal const int MSG_CMSG_CLOEXEC = 0x40000000, MSG_NOSIGNAL = 0x4000;

    /// <summary>struct sockaddr_un: a family in 2 bytes and 108 of path. man 7 unix.</summary>
    internal const int SockaddrUnBytes = 110, SunPathBytes = 108;

    [StructLayout(LayoutKind.Sequential)]
    internal struct IoVector
    {
        internal byte* Base;
        internal nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct MessageHeader
    {
        internal byte* Name;
        internal uint NameLength;
        internal IoVector* Vectors;
        internal nuint VectorCount;
        internal byte* Control;
        internal nuint ControlLength;
        internal int Flags;
    }

    /// <summary>struct cmsghdr followed by one descriptor. man 3 cmsg.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 24)]
    internal struct OneDescriptor
    {
        internal nuint Length;
        internal int Level;
        internal int Type;
        internal int Descriptor;
    }

    // man 2 socket
    [LibraryImport("libc", SetLastError = true)]
    internal static partial SafeFileHandle socket(int domain, int type, int protocol);

    // man 2 socketpair
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int socketpair(int domain, int type, int protocol, int* fds);

    // man 2 bind
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int bind(SafeHandle fd, byte* address, uint length);

    // man 2 listen
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int listen(SafeHandle fd, int backlog);

    // man 2 accept4
    [LibraryImport("libc", SetLastError = true)]
    internal static partial SafeFileHandle accept4(
        SafeHandle fd, byte* address, uint* length, int flags);

    // man 2 connect
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int connect(SafeHandle fd, byte* address, uint length);

    // man 2 sendmsg
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint sendmsg(SafeHandle fd, MessageHeader* message, int flags);

    // man 2 recvmsg
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint recvmsg(SafeHandle fd, MessageHeader* message, int flags);
}
