using MiniDocker.Linux;

namespace MiniDocker.Runtime;

/// <summary>A step of a launch plan failed.</summary>
public sealed class LaunchException : IOException
{
    internal LaunchException(string message, Errno errno, bool isExecution) : base(message)
    {
        Errno = errno;
        IsExecution = isExecution;
    }

    /// <summary>What the kernel answered.</summary>
    public Errno Errno { get; }

    /// <summary>
    /// Whether the setup was done and the user's program is what could not run: exit code 126, or
    /// 127 if it was not found.
    /// </summary>
    public bool IsExecution { get; }
}
