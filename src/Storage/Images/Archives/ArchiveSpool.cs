using MiniDocker.Oci;
using MiniDocker.Storage.Content;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Images.Archives;

/// <summary>
/// Takes an archive's files in one pass, in any order: every file is hashed on its way into the
/// content store, where it stays invisible until <see cref="Commit"/>. A file whose name states a
/// digest that is stored already is passed over. Disposing without commit keeps nothing.
/// </summary>
internal sealed partial class ArchiveSpool(ContentStore content) : IDisposable
{
    private const int JsonBytesMax = OciLimits.ManifestBytesMax;

    private readonly Dictionary<string, ArchiveFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<Digest, ArchiveFile> _blobs = [];
    private readonly List<(ContentWriter Writer, Digest Digest)> _pending = [];
    private long _jsonBytes;

    /// <summary>Takes every file of a tar.</summary>
    internal void ReadTar(Stream tar, CancellationToken cancel)
    {
        using var reader = new TarReader(tar);
        while (reader.ReadNext())
        {
            cancel.ThrowIfCancellationRequested();
            TarEntry entry = reader.Entry;
            string path = Clean(entry.NameText);
            if (entry.Kind is TarEntryKind.SymbolicLink)
                _links[path] = Clean(Beside(path, entry.LinkNameText));
            else if (entry.Kind is TarEntryKind.HardLink)
                _links[path] = Clean(entry.LinkNameText);
            else if (entry.Kind is TarEntryKind.File)
                Take(path, entry.Size, ChunksOf(reader, path), cancel);
            CheckCount();
        }
        // What follows is nobody's; but a pipe's writer must not die of it.
        reader.Drain();
    }

    /// <summary>Takes every file below a directory, links not followed.</summary>
    internal void ReadDirectory(string root, CancellationToken cancel)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        foreach (string file in Directory.EnumerateFiles(root, "*", options))
        {
            cancel.ThrowIfCancellationRequested();
            using FileStream stream = File.OpenRead(file);
            Take(Clean(Path.GetRelativePath(root, file)), stream.Length, ChunksOf(stream), cancel);
            CheckCount();
        }
    }

    /// <summary>A file by its name, through links; null when it is not there.</summary>
    internal ArchiveFile? Find(string path)
    {
        string name = Clean(path);
        for (int i = 0; i < ImageLimits.ArchiveLinksMax; i++)
        {
            if (_files.TryGetValue(name, out ArchiveFile? file))
                return file;
            if (!_links.TryGetValue(name, out string? target))
                return null;
            name = target;
        }
        throw new ImageException($"{path}: too many symbolic links in the archive");
    }

    /// <summary>True when a blob came with the archive or was there before.</summary>
    internal bool HasBlob(Digest digest) => _blobs.ContainsKey(digest) || content.Contains(digest);

    /// <summary>A small blob of the archive or of the store.</summary>
    internal byte[] ReadBlob(Descriptor blob)
    {
        if (blob.Size > JsonBytesMax)
            throw new ImageException($"{blob.Digest}: larger than {JsonBytesMax} bytes");
        if (!_blobs.TryGetValue(blob.Digest, out ArchiveFile? file))
            return content.ReadBytes(blob);
        if (file.Size != blob.Size || file.Json is null)
            throw new ImageException(
                $"{blob.Digest}: {file.Size} bytes where its descriptor says {blob.Size}");
        return file.Json;
    }

    /// <summary>The size of a blob of the archive or of the store.</summary>
    internal long SizeOf(Digest digest) =>
        _blobs.TryGetValue(digest, out ArchiveFile? file) ? file.Size
        : content.TryGetSize(digest, out long size) ? size
        : throw new ImageException($"the archive is incomplete: blob {digest} is missing");

    /// <summary>
    /// Adds a document that the archive did not hold, such as a manifest made up.
    /// </summary>
    internal Descriptor Add(string mediaType, byte[] json)
    {
        var descriptor = Descriptor.Of(mediaType, json);
        Take($"blobs/{descriptor.Digest.AlgorithmName}/{descriptor.Digest.Hex}", json.Length,
            ChunksOf(new MemoryStream(json)), CancellationToken.None);
        return descriptor;
    }

    /// <summary>Makes every file a blob of the content store.</summary>
    internal void Commit()
    {
        foreach ((ContentWriter writer, Digest digest) in _pending)
        {
            writer.Commit(digest);
            writer.Dispose();
        }
        _pending.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((ContentWriter writer, _) in _pending)
            writer.Dispose();
    }

    private void CheckCount()
    {
        if (_files.Count + _links.Count > ImageLimits.ArchiveEntriesMax)
            throw new ImageException(
                $"the archive has more than {ImageLimits.ArchiveEntriesMax} entries");
    }

    private static string Beside(string path, string target) =>
        target.StartsWith('/') ? target : $"{path[..(path.LastIndexOf('/') + 1)]}{target}";

    // Names are only keys here, so ".." can reach nothing; it is resolved for link targets.
    private static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            else if (part != ".")
                parts.Add(part);
        }
        return string.Join('/', parts);
    }
}
