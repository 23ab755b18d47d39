using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>
/// A system call and nothing else: no GC transition, no allocation, no errno kept for later. It is
/// what code may use between clone3 and execve, where no runtime service works.
/// </summary>
public static unsafe partial class RawSyscall
{
    /// <summary>
    /// Makes the call; the result, or -errno as the kernel itself returns it. Pointers must point
    /// into unmanaged memory. A blocking call stops the garbage collector: call it only from the
    /// single managed thread of a process. man 2 syscall.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Invoke(
        long number, ulong a = 0, ulong b = 0, ulong c = 0, ulong d = 0, ulong e = 0, ulong f = 0)
    {
        long result = Call(number, a, b, c, d, e, f);
        return result == -1 ? -*ErrnoLocation() : result;
    }

    /// <summary>Nanoseconds of the monotonic clock, without a GC transition.</summary>
    public static long MonotonicNanoseconds()
    {
        long* time = stackalloc long[2];
        _ = ClockGetTime(1, time);
        return time[0] * 1_000_000_000 + time[1];
    }

    [LibraryImport("libc", EntryPoint = "syscall"), SuppressGCTransition]
    private static partial long Call(
        long number, ulong a, ulong b, ulong c, ulong d, ulong e, ulong f);

    [LibraryImport("libc", EntryPoint = "__errno_location"), SuppressGCTransition]
    private static partial int* ErrnoLocation();

    [LibraryImport("libc", EntryPoint = "clock_gettime"), SuppressGCTransition]
    private static partial int ClockGetTime(int clock, long* time);
}
