using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.Plans;

/// <summary>struct clone_args of man 2 clone3.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CloneArgs
{
    internal ulong Flags;
    internal ulong Pidfd;
    internal ulong ChildTid;
    internal ulong ParentTid;
    internal ulong ExitSignal;
    internal ulong Stack;
    internal ulong StackSize;
    internal ulong Tls;
    internal ulong SetTid;
    internal ulong SetTidSize;
    internal ulong Cgroup;
}
