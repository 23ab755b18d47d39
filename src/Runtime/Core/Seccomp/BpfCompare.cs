namespace MiniDocker.Runtime.Seccomp;

/// <summary>Conditional jumps of classic BPF, by their instruction codes.</summary>
internal enum BpfCompare : ushort
{
    Equal = 0x15,
    Greater = 0x25,
    GreaterOrEqual = 0x35,
}
