using MiniDocker.Oci;
using MiniDocker.Storage.Compression;
using MiniDocker.Storage.Content;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Images.Archives;

internal sealed partial class ArchiveSpool
{
    private const int CopyBytes = 256 * 1024;
    private const int ConfigNameDigits = 64;
    private const string BlobsPrefix = "blobs/";

    private void Take(string path, long size, ChunkSource source, CancellationToken cancel)
    {
        Digest stated = StatedDigest(path);
        if (!stated.IsEmpty && size > JsonBytesMax
            && content.TryGetSize(stated, out long stored) && stored == size)
        {
            _blobs[stated] = _files[path] =
                new ArchiveFile(stated, size, null, Decompressor.Detect(source()));
            return;
        }

        ReadOnlySpan<byte> first = source();
        bool isDocument = size <= JsonBytesMax
            && (IsDocumentName(path) || first is [(byte)'{', ..]);
        ArchiveFile file = isDocument
            ? TakeDocument(path, size, stated, first, source)
            : TakeBlob(path, size, stated, first, source, cancel);
        _files[path] = file;
        if (IsContent(path))
            _blobs[file.Digest] = file;
    }

    private ArchiveFile TakeDocument(
        string path, long size, Digest stated, ReadOnlySpan<byte> first, ChunkSource source)
    {
        _jsonBytes += size;
        if (_jsonBytes > ImageLimits.ArchiveJsonBytesMax)
            throw new ImageException("the archive has more than "
                + $"{ImageLimits.ArchiveJsonBytesMax} bytes of documents");
        var json = new MemoryStream((int)size);
        for (; !first.IsEmpty; first = source())
            json.Write(first);

        byte[] bytes = json.ToArray();
        Digest digest = stated.IsEmpty ? Digest.Compute(bytes) : Hash(stated.Algorithm, bytes);
        if (!stated.IsEmpty && digest != stated)
            throw new ImageException($"{path}: content has digest {digest}: "
                + "the archive was damaged or tampered with");
        if (IsContent(path) && !HasBlob(digest))
        {
            ContentWriter writer = content.BeginIngest();
            _pending.Add((writer, digest));
            writer.Write(bytes);
        }
        return new ArchiveFile(digest, size, bytes, CompressionFormat.None);
    }

    private ArchiveFile TakeBlob(
        string path, long size, Digest stated, ReadOnlySpan<byte> first, ChunkSource source,
        CancellationToken cancel)
    {
        CompressionFormat compression = Decompressor.Detect(first);
        ContentWriter writer = content.BeginIngest();
        bool isKept = false;
        try
        {
            for (; !first.IsEmpty; first = source())
            {
                cancel.ThrowIfCancellationRequested();
                writer.Write(first);
            }
            // SHA-512 is left for the commit to check; nobody else uses it.
            Digest digest = stated.Algorithm == DigestAlgorithm.Sha512
                ? stated : writer.CurrentDigest();
            if (!stated.IsEmpty && digest != stated)
                throw new ImageException($"{path}: content has digest {digest}: "
                    + "the archive was damaged or tampered with");
            isKept = IsContent(path) && !HasBlob(digest);
            if (isKept)
                _pending.Add((writer, digest));
            return new ArchiveFile(digest, size, null, compression);
        }
        finally
        {
            if (!isKept)
                writer.Dispose();
        }
    }

    private static ChunkSource ChunksOf(TarReader reader, string path) =>
        reader.Entry.Segments is null
            ? () => reader.ReadChunk(out _)
            : throw new ImageException($"{path}: sparse files are not allowed in image archives");

    private static ChunkSource ChunksOf(Stream stream)
    {
        byte[] buffer = new byte[CopyBytes];
        return () => buffer.AsSpan(0, stream.Read(buffer));
    }

    private static Digest Hash(DigestAlgorithm algorithm, byte[] content)
    {
        using var hash = Digest.CreateHash(algorithm);
        hash.AppendData(content);
        return Digest.FromIncremental(algorithm, hash);
    }

    // blobs/sha256/<hex> of an OCI layout and <hex>.json of a docker-archive's config: each name
    // is a promise. Layers are promised by the config's diffIDs instead.
    private static Digest StatedDigest(string path)
    {
        string? text = null;
        if (path.StartsWith(BlobsPrefix, StringComparison.Ordinal))
            text = path[BlobsPrefix.Length..].Replace('/', ':');
        else if (path.EndsWith(".json", StringComparison.Ordinal)
            && path.IndexOf('.', StringComparison.Ordinal) == ConfigNameDigits)
            text = $"sha256:{path[..ConfigNameDigits]}";
        return Digest.TryParse(text, out Digest digest) ? digest : default;
    }

    private static bool IsDocumentName(string path) =>
        path.EndsWith(".json", StringComparison.Ordinal)
        || Path.GetFileName(path) is "oci-layout" or "repositories" or "VERSION" or "json";

    // The archive's own tables of contents do not become blobs.
    private static bool IsContent(string path) =>
        path is not ("index.json" or "manifest.json" or "oci-layout" or "repositories")
        && Path.GetFileName(path) is not ("VERSION" or "json");
}
