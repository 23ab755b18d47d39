using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>Reading and writing descriptors that may block: pipes, sockets, terminals.</summary>
public static unsafe class Descriptors
{
    /// <summary>What <see cref="Read"/> and <see cref="Write"/> return instead of blocking.
    /// </summary>
    public const int WouldBlock = -1;

    /// <summary>A pipe, closed on exec. man 2 pipe2.</summary>
    public static (SafeFileHandle Read, SafeFileHandle Write) Pipe()
    {
        int* fds = stackalloc int[2];
        LinuxException.ThrowIfError(Libc.pipe2(fds, Libc.O_CLOEXEC), "pipe2");
        return (new(fds[0], ownsHandle: true), new(fds[1], ownsHandle: true));
    }

    /// <summary>The process's own descriptor of that number; not closed with the handle.</summary>
    public static SafeFileHandle Own(int number) => new(number, ownsHandle: false);

    /// <summary>Makes reads and writes return instead of block, for everyone who shares the open
    /// file.</summary>
    public static void SetNonBlocking(SafeHandle file)
    {
        int flags = LinuxException.ThrowIfError(
            Libc.fcntl(file, Libc.F_GETFL, 0), "fcntl", "F_GETFL");
        LinuxException.ThrowIfError(
            Libc.fcntl(file, Libc.F_SETFL, flags | Libc.O_NONBLOCK), "fcntl", "F_SETFL");
    }

    /// <summary>
    /// Reads once. 0 is the end, which for a terminal's master is also EIO: its last user left.
    /// </summary>
    /// <returns>The number of bytes, or <see cref="WouldBlock"/>.</returns>
    public static int Read(SafeHandle file, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                nint count = Libc.read(file, start, (nuint)buffer.Length);
                if (count >= 0)
                {
                    return (int)count;
                }

                switch ((Errno)Marshal.GetLastPInvokeError())
                {
                    case Errno.EINTR: continue;
                    case Errno.EAGAIN: return WouldBlock;
                    case Errno.EIO or Errno.ECONNRESET: return 0;
                    case Errno errno: throw new LinuxException("read", null, errno);
                }
            }
        }
    }

    /// <summary>Writes once.</summary>
    /// <returns>The number of bytes taken, or <see cref="WouldBlock"/>.</returns>
    /// <exception cref="LinuxException">EPIPE when nobody reads any more.</exception>
    public static int Write(SafeHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                nint count = Libc.write(file, start, (nuint)bytes.Length);
                if (count >= 0)
                {
                    return (int)count;
                }

                switch ((Errno)Marshal.GetLastPInvokeError())
                {
                    case Errno.EINTR: continue;
                    case Errno.EAGAIN: return WouldBlock;
                    case Errno errno: throw new LinuxException("write", null, errno);
                }
            }
        }
    }

    /// <summary>Writes all of it; waits while a non-blocking descriptor is full.</summary>
    public static void WriteAll(SafeHandle file, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Write(file, bytes);
            if (count == WouldBlock)
            {
                PollSet.WaitWritable(file);
                continue;
            }

            bytes = bytes[count..];
        }
    }
}
