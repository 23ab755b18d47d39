namespace MiniDocker.Engine;

/// <summary>Something a person asked for cannot be done; the message is the one line to print.
/// </summary>
/// <param name="message">In Docker's words, without its "Error response from daemon".</param>
/// <param name="exitCode">What <c>run</c>, <c>create</c> and <c>exec</c> exit with.</param>
public sealed class EngineException(string message, int exitCode = 125) : Exception(message)
{
    /// <summary>125 the engine failed, 126 the program cannot be executed, 127 it does not
    /// exist.</summary>
    public int ExitCode { get; } = exitCode;
}
