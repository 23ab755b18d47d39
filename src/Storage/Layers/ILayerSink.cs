namespace MiniDocker.Storage.Layers;

/// <summary>
/// Receives a layer's tree while its tar is read. Names have been resolved: a sink never sees
/// dots, links in the middle of a path, or a name that exists already.
/// </summary>
public interface ILayerSink : IDisposable
{
    /// <summary>A directory; attributes come with <see cref="Finish"/>.</summary>
    void AddDirectory(LayerNode node);

    /// <summary>A file, whose bytes follow.</summary>
    void BeginFile(LayerNode node);

    /// <summary>Bytes of the file that was begun; what no call covers is zeros.</summary>
    void WriteFile(LayerNode node, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>The file that was begun is complete.</summary>
    void EndFile(LayerNode node);

    /// <summary>A symbolic link, device or fifo.</summary>
    void AddSpecial(LayerNode node);

    /// <summary>Another name of what <paramref name="target"/> names.</summary>
    void AddLink(LayerNode node, LayerNode target);

    /// <summary>The attributes of a file changed, because a later link to it has others.</summary>
    void UpdateAttributes(LayerNode node);

    /// <summary>A name, with all below it, is replaced by what comes next.</summary>
    void Remove(LayerNode node);

    /// <summary>The tree is complete: directories' attributes, whiteouts, opaque marks; and all
    /// of it is on its way to the disk.</summary>
    void Finish(LayerNode root);

    /// <summary>Flushes everything to the disk.</summary>
    /// <returns>True if that flushed the whole file system, other layers included.</returns>
    bool Sync();
}
