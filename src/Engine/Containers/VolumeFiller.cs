using MiniDocker.Linux;
using MiniDocker.Storage.Layers;

namespace MiniDocker.Engine.Containers;

/// <summary>Gives a new volume the files that the image has at its place, with their owners and
/// permissions.</summary>
internal static class VolumeFiller
{
    // The archive calls the copied directory "."; its entries land in the volume itself.
    private const string Here = ".";

    internal static void Fill(MountPoint volume, IReadOnlyList<string> lowers)
    {
        if (lowers.Count == 0)
        {
            return;
        }
        using var image = MergedTree.Open(lowers);
        using RootedTree root = new(image.Root, owns: false);
        if (!root.TryStat(volume.Destination, follow: true, out FileStatus status)
            || !status.IsDirectory)
        {
            return;
        }
        string spool = Path.Combine(Path.GetDirectoryName(volume.Source)!, ".fill");
        using FileStream archive = new(spool, FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        TreeWriter.WritePath(image.Root, volume.Destination, Here, followLink: true, archive,
            CancellationToken.None);
        archive.Position = 0;
        using var target = RootedTree.Open(volume.Source);
        TarExtractor.Extract(
            archive, target.Root, "/", new TarExtractOptions(), CancellationToken.None);
    }
}
