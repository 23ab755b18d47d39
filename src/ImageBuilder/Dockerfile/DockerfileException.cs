namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>A Dockerfile that cannot be built, and the lines that say so.</summary>
public sealed class DockerfileException(
    string message, LineRange? lines = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Where the mistake is; null when it is no single place.</summary>
    public LineRange? Lines { get; } = lines;

    /// <summary>The same error at a place, unless it already names one.</summary>
    internal DockerfileException At(LineRange lines) =>
        Lines is null ? new DockerfileException(Message, lines, InnerException) : this;
}
