using MiniDocker.ImageBuilder.Context;
using MiniDocker.ImageBuilder.Copy;
using MiniDocker.Linux;
using MiniDocker.Storage.Compression;
using MiniDocker.Storage.Layers;
using MiniDocker.Storage.Tar;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>
/// The local archives of an ADD, unpacked into directories of their own. Whether a file is an
/// archive is decided by what is in it, never by its name.
/// </summary>
internal sealed class ArchiveSources(BuildSession session, CancellationToken cancel) : IDisposable
{
    private readonly List<CopyItem> _items = [];
    private readonly List<(SourceTree Tree, string Path)> _unpacked = [];

    internal IReadOnlyList<CopyItem> Items => _items;

    /// <summary>Unpacks a file if it is an archive.</summary>
    internal bool TryAdd(SourceTree tree, string path)
    {
        string real = TreePath.Resolve(tree.Files, path);
        if (!tree.Files.TryStat(real, follow: false, out FileStatus status) || !status.IsFile
            || tree.Ignored.IsExcluded(CopyCollector.Clean(path)) || !IsArchive(tree, real))
        {
            return false;
        }

        string directory = Path.Combine(
            session.Cache.WorkDirectory, $"add-{Guid.NewGuid():N}");
        Directory.CreateDirectory(directory);
        SourceTree unpacked = new(RootedTree.Open(directory)) { KeepsOwners = true };
        _unpacked.Add((unpacked, directory));
        using FileStream archive = new(tree.Files.OpenRead(real), FileAccess.Read);
        TarExtractor.Extract(
            archive, unpacked.Files.Root, "/", new TarExtractOptions(), cancel);
        CopyCollector collector = new(unpacked, PathPatterns.None, keepParents: false);
        collector.AddRoot();
        _items.AddRange(collector.Items);
        return true;
    }

    public void Dispose()
    {
        foreach ((SourceTree tree, string path) in _unpacked)
        {
            tree.Dispose();
            Directory.Delete(path, recursive: true);
        }
    }

    private static bool IsArchive(SourceTree tree, string path)
    {
        using FileStream file = new(tree.Files.OpenRead(path), FileAccess.Read);
        try
        {
            using Stream plain = Decompressor.Open(file);
            using TarReader reader = new(plain);
            return reader.ReadNext();
        }
        catch (Exception error) when (error is TarException or CompressionException
            or InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }
}
