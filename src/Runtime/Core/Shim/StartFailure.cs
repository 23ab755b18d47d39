using MiniDocker.Linux;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>Docker's exit codes for a container that never ran.</summary>
public static class StartFailure
{
    /// <summary>The runtime failed.</summary>
    public const int Runtime = 125;

    /// <summary>The program exists but cannot be executed.</summary>
    public const int NotExecutable = 126;

    /// <summary>There is no such program.</summary>
    public const int NotFound = 127;

    /// <summary>The exit code for why a start failed.</summary>
    public static int ExitCodeOf(Exception failure) => failure switch
    {
        ContainerException { ExitCode: NotExecutable or NotFound } known => known.ExitCode,
        LaunchException { IsExecution: true } launch => ExitCodeOf(launch.Errno),
        _ => Runtime,
    };

    /// <summary>The exit code for why execve, or the search for its program, failed.</summary>
    public static int ExitCodeOf(Errno errno) => errno switch
    {
        Errno.ENOENT or Errno.ENOTDIR => NotFound,
        _ => NotExecutable,
    };

    /// <summary>
    /// The kernel's answer, and the words by which podman and the docker command know that the
    /// program was to blame; without them docker exits with 125.
    /// </summary>
    internal static string Describe(Errno errno) => LinuxException.Describe(errno) + errno switch
    {
        Errno.ENOENT => ": executable file not found",
        Errno.EACCES => ": permission denied",
        _ => "",
    };
}
