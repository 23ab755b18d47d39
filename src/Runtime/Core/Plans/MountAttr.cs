using System.Runtime.InteropServices;

namespace MiniDocker.Runtime.Plans;

/// <summary>struct mount_attr of man 2 mount_setattr.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct MountAttr(ulong Set, ulong Clear, ulong Propagation, ulong UsernsFd);
