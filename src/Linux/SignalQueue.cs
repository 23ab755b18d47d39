using System.Runtime.InteropServices;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// Signals read as data instead of delivered. Only sound in a process whose every thread has them
/// blocked, which it has when it was spawned with <see cref="SpawnRequest.BlockSignals"/>.
/// man 2 signalfd.
/// </summary>
public sealed unsafe class SignalQueue : IDisposable
{
    private readonly SafeFileHandle queue;

    /// <summary>Blocks these signals in the calling thread and queues them.</summary>
    public SignalQueue(params ReadOnlySpan<int> signals)
    {
        byte* mask = stackalloc byte[Libc.SigsetBytes];
        var bits = new Span<byte>(mask, Libc.SigsetBytes);
        bits.Clear();
        foreach (int signal in signals)
        {
            bits[(signal - 1) / 8] |= (byte)(1 << ((signal - 1) % 8));
        }

        _ = Libc.pthread_sigmask(Libc.SIG_BLOCK, mask, null);
        queue = Libc.signalfd(-1, mask, Libc.SFD_CLOEXEC | Libc.SFD_NONBLOCK);
        if (queue.IsInvalid)
        {
            throw new LinuxException(
                "signalfd", null, (Errno)Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Readable, for <see cref="PollSet"/>, when a signal came.</summary>
    public SafeFileHandle Handle => queue;

    /// <summary>Takes one signal; 0 if there is none.</summary>
    public int Take()
    {
        Span<byte> info = stackalloc byte[Libc.SignalfdSiginfoBytes];
        return Descriptors.Read(queue, info) == info.Length
            ? BinaryPrimitives.ReadInt32LittleEndian(info)
            : 0;
    }

    /// <inheritdoc/>
    public void Dispose() => queue.Dispose();
}
