using MiniDocker.Linux;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// Memory that the parent and the child both see: step timings, and what the parent finds out for
/// the child after the clone.
/// </summary>
internal sealed unsafe class SharedMemory : IDisposable
{
    private const uint ReadWrite = 3, SharedAnonymous = 0x21;
    private const long ErrnoMax = 4095;
    private readonly long size;

    internal SharedMemory(long size)
    {
        this.size = size;
        long address = RawSyscall.Invoke(SyscallNumbers.Of(Syscall.mmap), 0, (ulong)size,
            ReadWrite, SharedAnonymous, ulong.MaxValue);
        if (address is < 0 and >= -ErrnoMax)
            throw new LinuxException("mmap", $"{size} shared bytes", (Errno)(-address));
        Address = (byte*)address;
    }

    /// <summary>Zeroed memory of the size asked for.</summary>
    internal byte* Address { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Address is not null)
            RawSyscall.Invoke(SyscallNumbers.Of(Syscall.munmap), (ulong)Address, (ulong)size);
        Address = null;
    }
}
