namespace MiniDocker.ImageBuilder.Progress;

/// <summary>Shows a build while it runs. Called from one thread at a time.</summary>
public interface IProgressSink : IDisposable
{
    /// <summary>A step begins.</summary>
    void Started(BuildVertex vertex);

    /// <summary>A step's program wrote a line, or the builder says something about it.</summary>
    void Line(BuildVertex vertex, string text, TimeSpan elapsed);

    /// <summary>A remark for those who ask for details: why a step is not cached.</summary>
    void Detail(BuildVertex vertex, string text);

    /// <summary>A step ended.</summary>
    void Finished(BuildVertex vertex, VertexEnd end, TimeSpan elapsed, string? error);
}
