using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci;
using MiniDocker.Storage.Compression;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// A layer on its way into the store: in a private directory, under a lock on its name, so that
/// a second command that wants the same layer waits for this one.
/// </summary>
internal sealed class PendingLayer : IDisposable
{
    private readonly SafeFileHandle _lock;
    private readonly ILayerSink _sink;
    private readonly LayerUnpacker _unpacker;
    private bool _isCommitted;

    internal PendingLayer(
        ISnapshotter snapshotter, string directory, SafeFileHandle nameLock, DiffId diffId)
    {
        (Directory, DiffId, _lock) = (directory, diffId, nameLock);
        (Form, LowerName) = (snapshotter.Form, snapshotter.LowerName);
        _sink = snapshotter.Create(directory);
        _unpacker = new LayerUnpacker(_sink);
    }

    internal string Directory { get; }

    internal DiffId DiffId { get; }

    internal string Form { get; }

    internal string LowerName { get; }

    internal string LowerPath => Path.Combine(Directory, LowerName);

    internal bool NeedsLower => _unpacker.NeedsLower;

    /// <summary>Reads the layer: one thread decompresses and hashes, this one writes.</summary>
    /// <exception cref="LayerException">It is not the layer that was asked for.</exception>
    internal void Read(Stream layer, CancellationToken cancel)
    {
        using Stream tar = Decompressor.Open(layer);
        using IncrementalHash hash = Digest.CreateHash(DiffId.Digest.Algorithm);
        using BlockRing ring = new();
        Thread filler = new(() => ring.Fill(tar, block => hash.AppendData(block.Span)))
        {
            IsBackground = true,
            Name = "layer decompression",
        };
        filler.Start();
        try
        {
            _unpacker.ReadAll(ring, cancel);
        }
        finally
        {
            ring.Dispose();
            filler.Join();
            ring.ReturnBlocks();
        }
        DiffId actual = new(Digest.FromIncremental(DiffId.Digest.Algorithm, hash));
        if (actual != DiffId)
            throw new LayerException(
                $"layer has diffID {actual} where {DiffId} was promised: damaged or tampered");
    }

    internal void Finish(SafeFileHandle? lower) => _unpacker.Finish(lower);

    internal bool Sync() => _sink.Sync();

    internal LayerRecord Record(ChainId chain, ChainId parent) => new(
        chain, parent, DiffId, Form, LowerName, _unpacker.SizeBytes, _unpacker.Count);

    internal void MoveTo(string final)
    {
        // A directory without a record is no layer, whatever made it.
        if (System.IO.Directory.Exists(final))
            PathAt.RemoveTree(final);
        System.IO.Directory.Move(Directory, final);
        _isCommitted = true;
    }

    public void Dispose()
    {
        _sink.Dispose();
        if (!_isCommitted)
            PathAt.RemoveTree(Directory);
        _lock.Dispose();
    }
}
