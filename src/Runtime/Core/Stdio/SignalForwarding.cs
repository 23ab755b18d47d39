using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.Stdio;

/// <summary>
/// Passes the signals that a person or a supervisor sends to this process on to its child. Starts
/// the runtime's signal thread, so it comes after the clone.
/// </summary>
internal sealed class SignalForwarding : IDisposable
{
    private const int SIGWINCH = 28;

    // Those that mean something between processes; faults, job control by the kernel and SIGCHLD
    // are this process's own.
    private static readonly int[] Forwarded = [1, 2, 3, 10, 12, 15, 18, SIGWINCH];

    private readonly List<PosixSignalRegistration> registrations = [];

    internal SignalForwarding(PidFd? process, SafeFileHandle? master)
    {
        foreach (int signal in Forwarded)
        {
            registrations.Add(PosixSignalRegistration.Create(
                (PosixSignal)signal, context => Forward(context, signal, process, master)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }
    }

    private static void Forward(
        PosixSignalContext context, int signal, PidFd? process, SafeFileHandle? master)
    {
        context.Cancel = true;
        if (signal == SIGWINCH && master is not null)
        {
            TerminalRelay.CopySize(Descriptors.Own(0), master);
        }
        else
        {
            process?.TrySignal(signal);
        }
    }
}
