using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Layers;

/// <content>How layers come in.</content>
public sealed partial class LayerStore
{
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);

    /// <summary>Applies one layer on a stack that is there. Idempotent: does nothing if the
    /// result is there already; waits if another process is making it.</summary>
    /// <param name="parent">The stack below; <c>default</c> for a base layer.</param>
    /// <param name="expected">The digest that the uncompressed tar must have.</param>
    /// <param name="layer">The tar, compressed or not (the content decides); read to its end.
    /// </param>
    /// <param name="cancel">Stops the work; nothing is kept.</param>
    /// <returns>The chain id of the new stack.</returns>
    /// <exception cref="LayerException">The layer is hostile or not the expected one.</exception>
    /// <exception cref="IOException">It is damaged, or the disk is full.</exception>
    public ChainId Apply(
        ChainId parent, DiffId expected, Stream layer, CancellationToken cancel) =>
        ApplyAll(parent, [new LayerSource(expected, () => layer)], cancel);

    /// <summary>Applies layers on each other, several at once, lowest first in the list; all
    /// become visible after one flush of the disk.</summary>
    /// <returns>The chain id of the whole stack.</returns>
    /// <exception cref="LayerException">A layer is hostile or not the expected one.</exception>
    /// <exception cref="IOException">One is damaged, or the disk is full.</exception>
    public ChainId ApplyAll(
        ChainId parent, IReadOnlyList<LayerSource> layers, CancellationToken cancel)
    {
        ChainId[] chains = new ChainId[layers.Count];
        for (int i = 0; i < chains.Length; i++)
            chains[i] = (i == 0 ? parent : chains[i - 1]).Append(layers[i].DiffId);

        PendingLayer?[] pending = new PendingLayer?[layers.Count];
        try
        {
            // Locks in one order for everybody: the order of the stack.
            for (int i = 0; i < chains.Length; i++)
                pending[i] = Begin(chains[i], layers[i].DiffId, cancel);
            ReadAll(layers, pending, cancel);
            Commit(parent, chains, pending);
        }
        finally
        {
            foreach (PendingLayer? layer in pending)
                layer?.Dispose();
        }
        return chains.Length == 0 ? parent : chains[^1];
    }

    // Null if the layer is there, perhaps since another process has just made it.
    private PendingLayer? Begin(ChainId chain, DiffId diffId, CancellationToken cancel)
    {
        if (Contains(chain))
            return null;
        SafeFileHandle file = OpenLock(LockPath(chain));
        while (!FileLocks.TryLock(file, exclusive: true))
        {
            if (cancel.WaitHandle.WaitOne(LockRetry))
            {
                file.Dispose();
                cancel.ThrowIfCancellationRequested();
            }
        }
        if (Contains(chain))
        {
            file.Dispose();
            return null;
        }
        string directory = NewStagingPath(chain);
        Directory.CreateDirectory(directory);
        return new PendingLayer(_snapshotter.Value, directory, file, diffId);
    }

    // The largest first, as many at once as there are cores; the first error stops the rest.
    private static void ReadAll(
        IReadOnlyList<LayerSource> layers, PendingLayer?[] pending, CancellationToken cancel)
    {
        List<int> order = [];
        for (int i = 0; i < layers.Count; i++)
        {
            if (pending[i] is not null)
                order.Add(i);
        }
        order.Sort((a, b) => layers[b].SizeBytes.CompareTo(layers[a].SizeBytes));

        using CancellationTokenSource stop =
            CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Exception? first = null;
        int next = -1;
        void Work()
        {
            while (Interlocked.Increment(ref next) is int at && at < order.Count)
            {
                try
                {
                    using Stream source = layers[order[at]].Open();
                    pending[order[at]]!.Read(source, stop.Token);
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref first, e, null);
                    stop.Cancel();
                    return;
                }
            }
        }

        Thread[] workers = new Thread[Math.Min(order.Count, Environment.ProcessorCount) - 1 is
            > 0 and int more ? more : 0];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = new Thread(Work) { IsBackground = true, Name = "layer" };
            workers[i].Start();
        }
        Work();
        foreach (Thread worker in workers)
            worker.Join();
        if (first is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }

    private void Commit(ChainId parent, ChainId[] chains, PendingLayer?[] pending)
    {
        if (Array.TrueForAll(pending, static layer => layer is null))
            return;
        List<string> lowers = [.. LowerDirs(parent)];
        for (int i = 0; i < pending.Length; i++)
        {
            if (pending[i] is PendingLayer layer)
            {
                Finish(layer, lowers);
                lowers.Insert(0, layer.LowerPath);
            }
            else
                lowers = [.. LowerDirs(chains[i])];
        }
        for (int i = 0; i < pending.Length; i++)
        {
            if (pending[i] is PendingLayer layer)
                WriteRecord(layer, chains[i], i == 0 ? parent : chains[i - 1]);
        }
        foreach (PendingLayer? layer in pending)
        {
            if (layer?.Sync() == true)
                break;
        }
        for (int i = 0; i < pending.Length; i++)
            pending[i]?.MoveTo(DirectoryOf(chains[i]));
        DirectorySync.Flush(Path);
    }

    private static void Finish(PendingLayer layer, List<string> lowers)
    {
        if (lowers.Count == 0)
        {
            layer.Finish(null);
            return;
        }
        // The root's attributes are all that most layers need, and the one below has them.
        using MergedTree lower =
            MergedTree.Open(layer.NeedsLower ? lowers : [lowers[0]]);
        layer.Finish(lower.Root);
    }

    private static void WriteRecord(PendingLayer layer, ChainId chain, ChainId parent)
    {
        string path = System.IO.Path.Combine(layer.Directory, RecordName);
        using SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, LayerJson.Write(layer.Record(chain, parent)), 0);
        RandomAccess.FlushToDisk(file);
    }
}
