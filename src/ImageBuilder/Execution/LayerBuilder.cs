using MiniDocker.ImageBuilder.Cache;
using MiniDocker.ImageBuilder.Plan;
using MiniDocker.ImageBuilder.Progress;
using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>
/// From a step's key to a layer on the stage: a remembered one, or one that is made now. Layers
/// are kept as plain tars; push and save compress them when they need to.
/// </summary>
internal sealed class LayerBuilder(BuildSession session, CancellationToken cancel)
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Carries out a step, unless its result is known.</summary>
    /// <param name="step">The step.</param>
    /// <param name="key">What its result depends on.</param>
    /// <param name="history">How the image's history tells it.</param>
    /// <param name="write">Writes the layer's tar; false when the step changes nothing.</param>
    internal async Task RunAsync(
        StepContext step, StepKey key, string history, Func<Stream, Task<bool>> write)
    {
        Digest digest = key.Compute();
        StepRecord? record = session.Options.NoCache ? null : session.Cache.Find(digest);
        bool isCached = record is not null;
        if (record is null)
        {
            session.Progress.Detail(step.Vertex, session.Options.NoCache
                ? "not cached: --no-cache" : session.Cache.Explain(step.Slot, key));
            record = await MakeAsync(write).ConfigureAwait(false);
            session.Cache.Put(digest, record);
        }

        Apply(step.State, record, history);
        session.Cache.Remember(step.Slot, key);
        session.Progress.Finish(step.Vertex, isCached ? VertexEnd.Cached : VertexEnd.Done);
    }

    private async Task<StepRecord> MakeAsync(Func<Stream, Task<bool>> write)
    {
        using ContentWriter writer = session.Options.Root.Content.BeginIngest();
        BufferedStream buffer = new(writer, BufferBytes);
        if (!await write(buffer).ConfigureAwait(false))
        {
            writer.Discard();
            return new StepRecord(StepRecord.CurrentVersion, null, 0, session.NowText);
        }

        buffer.Flush();
        long size = writer.Position;
        return new StepRecord(
            StepRecord.CurrentVersion, writer.Commit().ToString(), size, session.NowText);
    }

    private void Apply(StageState state, StepRecord record, string history)
    {
        if (record.DiffId is { } text)
        {
            DiffId diffId = DiffId.Parse(text);
            using Stream tar = session.Options.Root.Content.OpenRead(diffId.Digest);
            session.Options.Root.Layers.Apply(state.Chain, diffId, tar, cancel);
            state.AddLayer(diffId, new Descriptor
            {
                MediaType = MediaTypes.OciLayerTar,
                Digest = diffId.Digest,
                Size = record.SizeBytes,
            });
        }

        state.History.Add(new HistoryEntry
        {
            Created = record.Created,
            CreatedBy = history,
            Comment = HistoryComment.Text,
            EmptyLayer = record.DiffId is null ? true : null,
        });
    }
}
