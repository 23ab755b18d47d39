namespace MiniDocker.Runtime.Seccomp;

/// <summary>
/// The architectures whose calls a filter can tell apart. The order is that of the columns of
/// <see cref="SyscallTable"/>.
/// </summary>
internal enum SeccompArchitecture
{
    X86_64,
    X86,
    Arm,
    Arm64,
    X32,
}
