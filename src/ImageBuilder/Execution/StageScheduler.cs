using System.Collections.Concurrent;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.ImageBuilder.Plan;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>
/// Builds a stage when something needs it, once, beside the others. What nothing needs is never
/// looked at. The first failure stops the rest, and is the one that is told.
/// </summary>
internal sealed class StageScheduler(BuildSession session, CancellationToken cancel) : IDisposable
{
    private readonly ConcurrentDictionary<Stage, Lazy<Task<StageState>>> _stages = new();
    private readonly CancellationTokenSource _stop =
        CancellationTokenSource.CreateLinkedTokenSource(cancel);

    private Exception? _failure;

    /// <summary>Builds a stage and all it needs.</summary>
    internal async Task<StageState> BuildAsync(Stage target)
    {
        try
        {
            return await Get(target).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException
            || _failure is not null)
        {
            // The others see the stop and clean up after themselves before the build ends.
            await Task.WhenAll(_stages.Values.Select(stage => stage.Value))
                .ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
            throw _failure ?? error;
        }
    }

    /// <summary>The stage that <c>--from</c> names; null when it is an image.</summary>
    internal Stage? StageOf(CopyInstruction copy, Stage current) => copy.From is null
        ? null
        : session.Graph.Find(ExpandFrom(copy), current.Index);

    /// <summary>The name after <c>--from</c>: it may use what was declared before the stages.
    /// </summary>
    internal string ExpandFrom(CopyInstruction copy) =>
        new Expander(session.Escape, session.Graph.Arguments.Get).Expand(copy.From!);

    internal Task<StageState> Get(Stage stage) => _stages
        .GetOrAdd(stage, key => new Lazy<Task<StageState>>(() => Task.Run(() => RunAsync(key))))
        .Value;

    public void Dispose() => _stop.Dispose();

    private async Task<StageState> RunAsync(Stage stage)
    {
        try
        {
            foreach (CopyInstruction copy in stage.Instructions.OfType<CopyInstruction>())
            {
                if (StageOf(copy, stage) is { } needed)
                {
                    _ = Get(needed);
                }
            }

            return await new StageBuilder(session, this, stage, _stop.Token).BuildAsync()
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Interlocked.CompareExchange(ref _failure, error, null);
            await _stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
