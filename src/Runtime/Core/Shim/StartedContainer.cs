using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.Shim;

/// <summary>A container whose program runs. The receiver owns both handles.</summary>
/// <param name="Pid">Its init on the host, a child of this process.</param>
/// <param name="Process">A handle on it.</param>
/// <param name="TerminalMaster">The master of its terminal, if it has one.</param>
internal sealed record StartedContainer(int Pid, PidFd Process, SafeFileHandle? TerminalMaster);
