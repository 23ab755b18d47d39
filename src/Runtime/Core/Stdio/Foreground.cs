using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.Stdio;

/// <summary>
/// What a foreground `run` or `exec` does while its program runs: pass signals on, move bytes
/// between two terminals if there are two, and take the exit status. Pipes and files are
/// inherited by the program itself and cost nothing here.
/// </summary>
public static class Foreground
{
    /// <summary>Waits for a child.</summary>
    /// <param name="pid">The child.</param>
    /// <param name="master">The master of its terminal; null if it has none.</param>
    public static ExitStatus Wait(int pid, SafeFileHandle? master)
    {
        using PidFd? process = PidFd.TryOpen(pid);
        using SignalForwarding signals = new(process, master);
        if (process is not null && master is not null)
        {
            using TerminalRelay relay = new(process, master);
            relay.Run();
        }

        return Children.Wait(pid) ?? default;
    }
}
