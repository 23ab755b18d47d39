using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Shim;

/// <summary>The shim from its start to its end; what `minirun shim` runs.</summary>
public static class ShimProcess
{
    /// <summary>Starts the container, says how that went, and serves it until it has ended.
    /// </summary>
    /// <param name="directory">The container directory.</param>
    /// <param name="readyFd">Where the readiness line goes; null for nowhere.</param>
    /// <param name="attachFd">A connected socket of a first client; null for none.</param>
    /// <param name="streams">What that client wants.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Run(string directory, int? readyFd, int? attachFd, AttachStreams streams)
    {
        using SafeFileHandle? ready = readyFd is { } number
            ? new SafeFileHandle(number, ownsHandle: true) : null;
        try
        {
            directory = Path.GetFullPath(directory);
            ShimConfig config = ShimConfig.Read(directory);
            Children.AdoptOrphans();
            using ContainerShim shim = new(
                directory, config, new BundleLifecycle(directory, config));
            if (attachFd is { } socket)
            {
                shim.Adopt(new SafeFileHandle(socket, ownsHandle: true), streams);
            }

            int pid = shim.Start();
            Report(ready, new ShimReadiness { Pid = pid });
            ready?.Dispose();
            shim.Serve();
            return 0;
        }
        catch (Exception e) when (e is ContainerException or IOException
            or InvalidDataException or Oci.OciFormatException)
        {
            int exitCode = StartFailure.ExitCodeOf(e);
            Report(ready, new ShimReadiness { ExitCode = exitCode, Error = e.Message });
            return exitCode;
        }
    }

    private static void Report(SafeFileHandle? ready, ShimReadiness readiness)
    {
        if (ready is { IsClosed: false })
        {
            Descriptors.WriteAll(ready,
                JsonSerializer.SerializeToUtf8Bytes(readiness, ShimJson.Default.ShimReadiness));
            Descriptors.WriteAll(ready, "\n"u8);
        }
    }
}
