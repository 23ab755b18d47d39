using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder;

/// <summary>A step that failed.</summary>
public sealed class BuildException(
    string message,
    string step,
    LineRange lines,
    IReadOnlyList<string> output,
    Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>The step as progress calls it.</summary>
    public string Step { get; } = step;

    /// <summary>The step's lines in the Dockerfile.</summary>
    public LineRange Lines { get; } = lines;

    /// <summary>The last lines that the step's program wrote.</summary>
    public IReadOnlyList<string> Output { get; } = output;
}
