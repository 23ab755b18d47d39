using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>struct timespec with 64-bit fields.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct KernelTime
{
    /// <summary>Seconds since 1970.</summary>
    public long Seconds;

    /// <summary>0 to 999,999,999.</summary>
    public long Nanoseconds;
}
