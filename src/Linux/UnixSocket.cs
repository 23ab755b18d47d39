using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// Stream sockets between processes of one machine, without the thread that System.Net.Sockets
/// keeps. man 7 unix. Handles are the caller's to dispose.
/// </summary>
public static unsafe class UnixSocket
{
    /// <summary>Longest path of a socket; the kernel's field has 108 bytes with the zero.
    /// </summary>
    public const int PathBytesMax = Libc.SunPathBytes - 1;

    /// <summary>A connected pair.</summary>
    public static (SafeFileHandle First, SafeFileHandle Second) Pair()
    {
        int* fds = stackalloc int[2];
        LinuxException.ThrowIfError(
            Libc.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0, fds),
            "socketpair");
        return (new(fds[0], ownsHandle: true), new(fds[1], ownsHandle: true));
    }

    /// <summary>Connects to a path, blocking.</summary>
    /// <param name="path">The path; a long one goes through a handle on its directory.</param>
    /// <param name="keepsMessages">Whether the socket keeps messages apart (SOCK_SEQPACKET).
    /// </param>
    /// <exception cref="LinuxException">ENOENT, ECONNREFUSED: nobody listens.</exception>
    public static SafeFileHandle Connect(string path, bool keepsMessages = false)
    {
        using SafeFileHandle? directory = OpenLongDirectory(path);
        SafeFileHandle socket = Open(
            keepsMessages ? Libc.SOCK_SEQPACKET : Libc.SOCK_STREAM, flags: 0);
        byte* address = stackalloc byte[Libc.SockaddrUnBytes];
        uint length = Address(path, directory, address);
        int result = Libc.connect(socket, address, length);
        if (result < 0)
        {
            var errno = (Errno)Marshal.GetLastPInvokeError();
            socket.Dispose();
            throw new LinuxException("connect", path, errno);
        }

        return socket;
    }

    /// <summary>Listens on a path that does not exist yet; does not block.</summary>
    public static SafeFileHandle Listen(string path)
    {
        using SafeFileHandle? directory = OpenLongDirectory(path);
        SafeFileHandle socket = Open(Libc.SOCK_STREAM, Libc.SOCK_NONBLOCK);
        byte* address = stackalloc byte[Libc.SockaddrUnBytes];
        uint length = Address(path, directory, address);
        LinuxException.ThrowIfError(Libc.bind(socket, address, length), "bind", path);
        LinuxException.ThrowIfError(Libc.listen(socket, 64), "listen", path);
        return socket;
    }

    /// <summary>Takes the next client, whose socket does not block; null if none waits.</summary>
    public static SafeFileHandle? TryAccept(SafeHandle listener)
    {
        SafeFileHandle client = Libc.accept4(
            listener, null, null, Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK);
        if (!client.IsInvalid)
        {
            return client;
        }

        var errno = (Errno)Marshal.GetLastPInvokeError();
        return errno is Errno.EAGAIN or Errno.EINTR or Errno.ECONNABORTED
            ? null
            : throw new LinuxException("accept4", null, errno);
    }

    /// <summary>Sends bytes together with a descriptor. man 3 cmsg, SCM_RIGHTS.</summary>
    public static void SendDescriptor(
        SafeHandle socket, ReadOnlySpan<byte> bytes, SafeHandle descriptor)
    {
        Libc.OneDescriptor control = new()
        {
            Length = 20,
            Level = Libc.SOL_SOCKET,
            Type = Libc.SCM_RIGHTS,
            Descriptor = (int)descriptor.DangerousGetHandle(),
        };
        fixed (byte* start = bytes)
        {
            Libc.IoVector vector = new() { Base = start, Length = (nuint)bytes.Length };
            Libc.MessageHeader message = new()
            {
                Vectors = &vector,
                VectorCount = 1,
                Control = (byte*)&control,
                ControlLength = (nuint)sizeof(Libc.OneDescriptor),
            };
            LinuxException.ThrowIfError(
                (int)Libc.sendmsg(socket, &message, Libc.MSG_NOSIGNAL), "sendmsg", "SCM_RIGHTS");
        }
    }

    /// <summary>Receives bytes together with a descriptor.</summary>
    /// <returns>The descriptor, or null if the message had none or the peer has left.</returns>
    public static SafeFileHandle? ReceiveDescriptor(SafeHandle socket, Span<byte> bytes)
    {
        Libc.OneDescriptor control = default;
        fixed (byte* start = bytes)
        {
            Libc.IoVector vector = new() { Base = start, Length = (nuint)bytes.Length };
            Libc.MessageHeader message = new()
            {
                Vectors = &vector,
                VectorCount = 1,
                Control = (byte*)&control,
                ControlLength = (nuint)sizeof(Libc.OneDescriptor),
            };
            int count = LinuxException.ThrowIfError(
                (int)Libc.recvmsg(socket, &message, Libc.MSG_CMSG_CLOEXEC), "recvmsg");
            return count > 0 && message.ControlLength >= 20 && control.Type == Libc.SCM_RIGHTS
                ? new SafeFileHandle(control.Descriptor, ownsHandle: true)
                : null;
        }
    }

    private static SafeFileHandle Open(int type, int flags)
    {
        SafeFileHandle socket = Libc.socket(
            Libc.AF_UNIX, type | Libc.SOCK_CLOEXEC | flags, 0);
        return !socket.IsInvalid ? socket : throw new LinuxException(
            "socket", "AF_UNIX", (Errno)Marshal.GetLastPInvokeError());
    }

    private static SafeFileHandle? OpenLongDirectory(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) <= PathBytesMax)
        {
            return null;
        }

        string directory = Path.GetDirectoryName(path)!;
        SafeFileHandle handle = Libc.open(
            directory, Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_CLOEXEC, 0);
        return !handle.IsInvalid ? handle : throw new LinuxException(
            "open", directory, (Errno)Marshal.GetLastPInvokeError());
    }

    private static uint Address(string path, SafeFileHandle? directory, byte* address)
    {
        string reachable = directory is null
            ? path : $"/proc/self/fd/{directory.DangerousGetHandle()}/{Path.GetFileName(path)}";
        int length = Encoding.UTF8.GetByteCount(reachable);
        if (length > PathBytesMax)
        {
            throw new LinuxException("connect", path, Errno.ENAMETOOLONG);
        }

        var bytes = new Span<byte>(address, Libc.SockaddrUnBytes);
        bytes.Clear();
        bytes[0] = Libc.AF_UNIX;
        Encoding.UTF8.GetBytes(reachable, bytes[2..]);
        return (uint)(length + 3);
    }
}
