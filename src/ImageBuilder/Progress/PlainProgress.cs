namespace MiniDocker.ImageBuilder.Progress;

/// <summary>BuildKit's plain form: every line says which step it belongs to.</summary>
public sealed class PlainProgress(TextWriter output) : IProgressSink
{
    private BuildVertex? _current;
    private bool _isCurrentFinished;

    /// <inheritdoc/>
    public void Started(BuildVertex vertex) => SwitchTo(vertex);

    /// <inheritdoc/>
    public void Line(BuildVertex vertex, string text, TimeSpan elapsed)
    {
        SwitchTo(vertex);
        output.Write($"#{vertex.Number} {elapsed.TotalSeconds:0.000} {text}\n");
        output.Flush();
    }

    /// <inheritdoc/>
    public void Detail(BuildVertex vertex, string text)
    {
        SwitchTo(vertex);
        output.Write($"#{vertex.Number} {text}\n");
        output.Flush();
    }

    /// <inheritdoc/>
    public void Finished(BuildVertex vertex, VertexEnd end, TimeSpan elapsed, string? error)
    {
        SwitchTo(vertex);
        string result = end switch
        {
            VertexEnd.Done => $"DONE {elapsed.TotalSeconds:0.0}s",
            VertexEnd.Cached => "CACHED",
            VertexEnd.Canceled => "CANCELED",
            _ => $"ERROR: {error}",
        };
        output.Write($"#{vertex.Number} {result}\n");
        output.Flush();
        _isCurrentFinished = true;
    }

    /// <inheritdoc/>
    public void Dispose() => output.Flush();

    // Steps that run side by side take turns; each turn names its step again.
    private void SwitchTo(BuildVertex vertex)
    {
        if (_current == vertex)
        {
            return;
        }

        if (_current is not null)
        {
            output.Write(_isCurrentFinished ? "\n" : $"#{_current.Number} ...\n\n");
        }

        _current = vertex;
        _isCurrentFinished = false;
        output.Write($"#{vertex.Number} {vertex.Name}\n");
        output.Flush();
    }
}
