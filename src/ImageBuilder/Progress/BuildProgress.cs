namespace MiniDocker.ImageBuilder.Progress;

/// <summary>Numbers the steps and hands their events, one at a time, to what shows them.</summary>
public sealed class BuildProgress(IProgressSink? sink)
{
    private readonly Lock _lock = new();
    private int _count;

    internal BuildVertex Start(string name)
    {
        lock (_lock)
        {
            BuildVertex vertex = new(++_count, name);
            sink?.Started(vertex);
            return vertex;
        }
    }

    internal void Line(BuildVertex vertex, string text)
    {
        lock (_lock)
        {
            sink?.Line(vertex, text, vertex.Elapsed);
        }
    }

    internal void Detail(BuildVertex vertex, string text)
    {
        lock (_lock)
        {
            sink?.Detail(vertex, text);
        }
    }

    internal void Finish(BuildVertex vertex, VertexEnd end, string? error = null)
    {
        lock (_lock)
        {
            sink?.Finished(vertex, end, vertex.Elapsed, error);
        }
    }

    /// <summary>Runs work as a step of its own.</summary>
    internal async Task<T> RunAsync<T>(string name, Func<BuildVertex, Task<T>> work)
    {
        BuildVertex vertex = Start(name);
        try
        {
            T result = await work(vertex).ConfigureAwait(false);
            Finish(vertex, VertexEnd.Done);
            return result;
        }
        catch (OperationCanceledException)
        {
            Finish(vertex, VertexEnd.Canceled);
            throw;
        }
        catch (Exception error)
        {
            Finish(vertex, VertexEnd.Failed, error.Message);
            throw;
        }
    }
}
