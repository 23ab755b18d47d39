using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>Turns an overlay's upper directory into an OCI changeset.</summary>
public static class LayerDiffer
{
    /// <summary>Writes the tar of an upper directory: whiteouts as <c>.wh.</c> names, opaque
    /// directories, xattrs without overlayfs's own, hard links, in byte order of names, so the
    /// same tree gives the same bytes.</summary>
    /// <param name="upperDirectory">Absolute path of the upper directory.</param>
    /// <param name="destination">Receives the uncompressed tar; stays open.</param>
    /// <param name="clampTime">Later times are cut to this (SOURCE_DATE_EPOCH).</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="IOException">The tree cannot be read.</exception>
    public static void WriteTar(
        string upperDirectory, Stream destination, UnixTime? clampTime,
        CancellationToken cancel)
    {
        using SafeFileHandle upper = PathAt.OpenDirectory(upperDirectory);
        TarWriter writer = new(destination);
        new TreeArchiver(writer, isUpper: true, clampTime, cancel).WriteContents(upper, []);
        writer.Finish();
    }

    /// <summary>Lists what an upper directory changes: <c>docker diff</c>, sorted by path.
    /// </summary>
    /// <param name="upperDirectory">Absolute path of the upper directory.</param>
    /// <param name="lower">The merged tree below it.</param>
    /// <exception cref="IOException">The tree cannot be read.</exception>
    public static IReadOnlyList<LayerChange> Changes(string upperDirectory, MergedTree lower)
    {
        List<LayerChange> changes = [];
        using SafeFileHandle upper = PathAt.OpenDirectory(upperDirectory);
        AddChanges(changes, upper, lower.Root, "");
        return changes;
    }

    private static void AddChanges(
        List<LayerChange> changes, SafeFileHandle upper, SafeFileHandle? lower, string prefix)
    {
        foreach (byte[] name in PathAt.ReadNames(upper))
        {
            string path = $"{prefix}/{Encoding.UTF8.GetString(name)}";
            PathAt.Check(PathAt.Status(upper, name, out StatxStatus status), "statx", name);
            bool isBelow = lower is not null
                && PathAt.Status(lower, name, out StatxStatus below) == 0 && !below.IsWhiteout;
            if (status.IsWhiteout)
            {
                changes.Add(new LayerChange(LayerChangeKind.Deleted, path));
                continue;
            }
            changes.Add(new LayerChange(
                isBelow ? LayerChangeKind.Changed : LayerChangeKind.Added, path));
            if (status.Type == StatxStatus.Directory)
                AddDirectoryChanges(changes, upper, isBelow ? lower : null, name, path);
        }
    }

    private static void AddDirectoryChanges(
        List<LayerChange> changes, SafeFileHandle upper, SafeFileHandle? lower, byte[] name,
        string path)
    {
        const int Flags = PathAt.O_RDONLY;
        int errno = PathAt.Open(
            upper, name, Flags | PathAt.O_DIRECTORY, 0, out SafeFileHandle child);
        using (child)
        {
            PathAt.Check(errno, "openat", name);
            SafeFileHandle? below = null;
            if (lower is not null
                && PathAt.Open(lower, name, Flags | PathAt.O_DIRECTORY, 0, out below) != 0)
                below = null;
            using (below)
                AddChanges(changes, child, below, path);
        }
    }
}
