using MiniDocker.Oci;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// ROOT/layers: one directory per stack of layers, named by its chain id, which appears whole,
/// verified and on disk, or not at all.
/// </summary>
public sealed partial class LayerStore
{
    /// <summary>Opens, and if need be makes, the store at a directory.</summary>
    /// <param name="path">ROOT/layers, absolute.</param>
    /// <param name="snapshotter">The form of new layers; null takes the best that works.</param>
    public LayerStore(string path, ISnapshotter? snapshotter = null)
    {
        Path = path;
        _ = snapshotter;
    }

    /// <summary>The directory of the store.</summary>
    public string Path { get; }

    /// <summary>True if the stack is there, verified and complete.</summary>
    public bool Contains(ChainId chain) => File.Exists(System.IO.Path.Combine(Path, chain.Digest.Hex, "layer.json"));

    /// <summary>Reads what is known of a stack's top layer.</summary>
    public bool TryGet(ChainId chain, out LayerRecord record) => throw new NotSupportedException();

    /// <summary>Every committed layer.</summary>
    public IReadOnlyList<LayerRecord> List() => throw new NotSupportedException();

    /// <summary>Applies one layer on a stack that is there. Idempotent: does nothing if the
    /// result is there already; waits if another process is making it.</summary>
    /// <param name="parent">The stack below; <c>default</c> for a base layer.</param>
    /// <param name="expected">The digest that the uncompressed tar must have.</param>
    /// <param name="layer">The tar, compressed or not (the content decides); read to its end.</param>
    /// <param name="cancel">Stops the work; nothing is kept.</param>
    /// <returns>The chain id of the new stack.</returns>
    public ChainId Apply(ChainId parent, DiffId expected, Stream layer, CancellationToken cancel) =>
        throw new NotSupportedException();

    /// <summary>Applies layers on each other, several at once, lowest first in the list; all
    /// become visible after one flush of the disk.</summary>
    /// <returns>The chain id of the whole stack.</returns>
    public ChainId ApplyAll(
        ChainId parent, IReadOnlyList<LayerSource> layers, CancellationToken cancel) =>
        throw new NotSupportedException();

    /// <summary>What overlayfs takes as lowers, topmost first: absolute paths, each a directory
    /// or an EROFS image file.</summary>
    public IReadOnlyList<string> LowerDirs(ChainId top) => throw new NotSupportedException();

    /// <summary>Opens a stack as one merged, read-only tree; no mount is visible anywhere, and
    /// it is gone when the handle is closed. Needs CAP_SYS_ADMIN.</summary>
    public MergedTree OpenMerged(ChainId top) => throw new NotSupportedException();

    /// <summary>Removes one layer's directory; the caller knows that nothing is stacked on it
    /// and no container uses it. Idempotent.</summary>
    public void Remove(ChainId chain) => throw new NotSupportedException();

    /// <summary>Removes what crashed commands left behind.</summary>
    public void Sweep() => throw new NotSupportedException();
}
