using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.Plans;

/// <summary>struct open_how of man 2 openat2.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct OpenHow(ulong Flags, ulong Mode, ulong Resolve);
