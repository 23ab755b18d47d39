using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>struct open_how (man 2 openat2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenHow
{
    internal ulong Flags;
    internal ulong Mode;
    internal ulong Resolve;
}
