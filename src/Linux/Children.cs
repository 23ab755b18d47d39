using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>This process's children: waiting for them, adopting them.</summary>
public static unsafe class Children
{
    /// <summary>Waits for the end of one child and takes its status. man 2 waitid.</summary>
    /// <returns>Null if it is no child of this process (any more).</returns>
    public static ExitStatus? Wait(int pid) => Reap(Libc.P_PID, pid, Libc.WEXITED, out _);

    /// <summary>Takes the status of one child that has ended.</summary>
    /// <returns>Null if it runs, or is no child.</returns>
    public static ExitStatus? TryReap(int pid) =>
        Reap(Libc.P_PID, pid, Libc.WEXITED | Libc.WNOHANG, out _);

    /// <summary>Takes the status of any child that has ended.</summary>
    /// <returns>False if none has, or there is none.</returns>
    public static bool TryReapAny(out int pid, out ExitStatus status)
    {
        ExitStatus? reaped = Reap(0, 0, Libc.WEXITED | Libc.WNOHANG, out pid);
        status = reaped.GetValueOrDefault();
        return reaped is not null;
    }

    /// <summary>Becomes the parent of orphaned descendants. man 2 PR_SET_CHILD_SUBREAPER.</summary>
    public static void AdoptOrphans() => LinuxException.ThrowIfError(
        Libc.prctl(Libc.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl", "PR_SET_CHILD_SUBREAPER");

    // siginfo_t: si_signo 0, si_code 8, si_pid 16, si_status 24 (tests/Abi).
    private static ExitStatus? Reap(int kind, int id, int options, out int pid)
    {
        byte* info = stackalloc byte[Libc.SiginfoBytes];
        var bytes = new Span<byte>(info, Libc.SiginfoBytes);
        bytes.Clear();
        pid = 0;
        while (Libc.waitid(kind, id, info, options) != 0)
        {
            switch ((Errno)Marshal.GetLastPInvokeError())
            {
                case Errno.EINTR: continue;
                case Errno.ECHILD: return null;
                case Errno errno: throw new LinuxException("waitid", $"{id}", errno);
            }
        }

        pid = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        if (pid == 0)
        {
            return null;
        }

        int code = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        int status = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]);
        return code == Libc.CLD_EXITED ? new ExitStatus(status, 0) : new ExitStatus(0, status);
    }
}
