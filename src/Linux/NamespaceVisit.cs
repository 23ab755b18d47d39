using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// Puts the calling thread into another process's namespaces until it is disposed; programs
/// spawned meanwhile start there. User namespaces are not joined: a process with more than one
/// thread cannot. man 2 setns.
/// </summary>
public sealed class NamespaceVisit : IDisposable
{
    private const int CLONE_FS = 0x200, CLONE_NEWNS = 0x20000, CLONE_NEWCGROUP = 0x2000000;
    private const int CLONE_NEWUTS = 0x4000000, CLONE_NEWIPC = 0x8000000;
    private const int CLONE_NEWPID = 0x20000000, CLONE_NEWNET = 0x40000000;

    private const int All = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC
        | CLONE_NEWPID | CLONE_NEWNET;

    private static readonly string[] Names =
        ["cgroup", "uts", "ipc", "pid_for_children", "net", "mnt"];

    private readonly List<SafeFileHandle> home = [];
    private readonly string directory = Environment.CurrentDirectory;

    /// <summary>Enters the namespaces of a process.</summary>
    /// <exception cref="LinuxException">EPERM, or the process has ended.</exception>
    public NamespaceVisit(PidFd target)
    {
        foreach (string name in Names)
        {
            home.Add(File.OpenHandle($"/proc/thread-self/ns/{name}"));
        }

        // Threads share their root and working directory, which a mount namespace replaces.
        LinuxException.ThrowIfError(Libc.unshare(CLONE_FS), "unshare", "CLONE_FS");
        LinuxException.ThrowIfError(Libc.setns(target, All), "setns", "the container's");
    }

    /// <summary>Returns, also to the working directory it came from.</summary>
    public void Dispose()
    {
        foreach (SafeFileHandle own in home)
        {
            LinuxException.ThrowIfError(Libc.setns(own, 0), "setns", "its own");
            own.Dispose();
        }

        Environment.CurrentDirectory = directory;
    }
}
