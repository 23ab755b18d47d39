using System.Diagnostics;

namespace MiniDocker.ImageBuilder.Progress;

/// <summary>One line of a build's progress: a step, or work around the steps.</summary>
public sealed class BuildVertex(int number, string name)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>Its number in the output, in order of starting.</summary>
    public int Number { get; } = number;

    /// <summary>What is done, such as <c>[build 2/4] RUN make</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The time since it started.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);
}
