namespace MiniDocker.Runtime.State;

/// <summary>
/// A container cannot do what was asked: unknown, in the wrong state, refused input. The message
/// is one line for a person.
/// </summary>
/// <param name="message">What was tried, on what, and why not.</param>
/// <param name="inner">What the kernel or a parser said, if anything.</param>
public sealed class ContainerException(string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What the exit code of the command is.</summary>
    public int ExitCode { get; init; } = 1;
}
