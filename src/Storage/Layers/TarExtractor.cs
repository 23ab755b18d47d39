using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Storage.Compression;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// Extracts an archive into a tree that exists, as <c>tar -x</c> does: for ADD and <c>cp</c>.
/// Whiteout names mean nothing here. Nothing outside the root is ever touched: the kernel
/// resolves every directory as if the root were the whole system.
/// </summary>
public static class TarExtractor
{
    /// <summary>Extracts all entries.</summary>
    /// <param name="archive">The tar, compressed or not; read to its end, stays open.</param>
    /// <param name="root">The root that symbolic links are resolved in; stays open.</param>
    /// <param name="directory">The directory below the root that names are relative to; made if
    /// it is missing.</param>
    /// <param name="options">What to change on the way.</param>
    /// <param name="cancel">Stops the work; what was extracted stays.</param>
    /// <exception cref="IOException">The archive is damaged or hostile, or the disk full.
    /// </exception>
    public static void Extract(
        Stream archive, SafeFileHandle root, string directory, TarExtractOptions options,
        CancellationToken cancel)
    {
        using Stream tar = Decompressor.Open(archive);
        using TarReader reader = new(tar);
        using ExtractTarget target = new(
            root, LayerTree.Split(Encoding.UTF8.GetBytes(directory)), options);
        while (reader.ReadNext())
        {
            cancel.ThrowIfCancellationRequested();
            target.Write(reader);
        }
        reader.Drain();
        target.FinishDirectories();
    }
}
