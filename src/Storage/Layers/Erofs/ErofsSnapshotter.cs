using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers.Erofs;

/// <summary>Layers as EROFS images, mounted from their file: no file is made per entry, and
/// removing a layer is one unlink. Needs Linux 6.15 for overlays of detached mounts.</summary>
public sealed class ErofsSnapshotter : ISnapshotter
{
    private static readonly UnixTime ProbeTime = new(1, 2);

    /// <inheritdoc/>
    public string Form => "erofs";

    /// <inheritdoc/>
    public string LowerName => "layer.erofs";

    /// <inheritdoc/>
    public ILayerSink Create(string directory)
    {
        SafeFileHandle file = File.OpenHandle(
            Path.Combine(directory, LowerName), FileMode.CreateNew, FileAccess.ReadWrite);
        return new ErofsSink(new ErofsFile(file));
    }

    /// <summary>Finds out whether this kernel and these privileges can stack such layers, by
    /// stacking two empty ones.</summary>
    /// <param name="directory">Where layers will be: the file system matters. Private; two
    /// small files are made in it and removed.</param>
    public static bool IsSupported(string directory)
    {
        List<string> images = [];
        ErofsSnapshotter snapshotter = new();
        try
        {
            for (int i = 0; i < 2; i++)
            {
                string probe = Path.Combine(directory, $"trash.probe-{Guid.NewGuid():N}");
                images.Add(probe);
                Directory.CreateDirectory(probe);
                using ILayerSink sink = snapshotter.Create(probe);
                LayerTree tree = new(sink);
                tree.Root.Inode.ModifiedTime = ProbeTime;
                sink.Finish(tree.Root);
            }
            using MergedTree merged = MergedTree.Open(
                [.. images.Select(image => Path.Combine(image, snapshotter.LowerName))]);
            return PathAt.Status(merged.Root, default, out StatxStatus status) == 0
                && status.ModifiedSeconds == ProbeTime.Seconds;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            foreach (string image in images)
                PathAt.RemoveTree(image);
        }
    }
}
