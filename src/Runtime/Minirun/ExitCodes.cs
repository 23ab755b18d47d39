using MiniDocker.Runtime;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Minirun;

/// <summary>What the process's exit code says about a failure.</summary>
internal static class ExitCodes
{
    /// <summary>126 or 127 if only the user's program could not run; otherwise 1.</summary>
    internal static int Of(LaunchException failure) =>
        failure.IsExecution ? StartFailure.ExitCodeOf(failure.Errno) : 1;
}
