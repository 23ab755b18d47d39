using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Content;

/// <summary>
/// Every blob of a root, by digest: an OCI layout (image-spec image-layout.md) at ROOT/content.
/// A blob is verified before it has its name, never changes afterwards, and its presence is the
/// presence of its file: there is no database to disagree with. Any number of processes may use
/// one store at once.
/// </summary>
public sealed partial class ContentStore
{
    private const FileShare ShareAll = FileShare.ReadWrite | FileShare.Delete;

    private readonly StorageRoot _root;

    internal ContentStore(StorageRoot root)
    {
        _root = root;
    }

    /// <summary>The directory of the layout.</summary>
    public string Path => _root.ContentDirectory;

    /// <summary>Where a blob is, or would be.</summary>
    public string BlobPath(Digest digest) =>
        $"{Path}/blobs/{digest.AlgorithmName}/{digest.Hex}";

    /// <summary>True if the blob is there, whole and verified.</summary>
    public bool Contains(Digest digest) => File.Exists(BlobPath(digest));

    /// <summary>The size of a blob, in bytes.</summary>
    /// <returns>False if it is not there.</returns>
    public bool TryGetSize(Digest digest, out long sizeBytes)
    {
        var file = new FileInfo(BlobPath(digest));
        sizeBytes = file.Exists ? file.Length : 0;
        return file.Exists;
    }

    /// <summary>
    /// Opens a blob to read. It can be read to its end even if it is deleted meanwhile. Nothing
    /// is verified again: see <see cref="VerifyingStream"/> for that.
    /// </summary>
    /// <exception cref="BlobNotFoundException">It is not there.</exception>
    public FileStream OpenRead(Digest digest) =>
        new(OpenHandle(digest), FileAccess.Read, bufferSize: 0);

    /// <summary>As <see cref="OpenRead"/>, for reads at offsets. The caller owns it.</summary>
    /// <exception cref="BlobNotFoundException">It is not there.</exception>
    public SafeFileHandle OpenHandle(Digest digest)
    {
        try
        {
            return File.OpenHandle(BlobPath(digest), FileMode.Open, FileAccess.Read, ShareAll);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BlobNotFoundException(digest);
        }
    }

    /// <summary>
    /// Reads a small blob whole, e.g. a manifest. Does not hash: it was when written.
    /// </summary>
    /// <exception cref="BlobNotFoundException">It is not there.</exception>
    /// <exception cref="DigestMismatchException">Its size is not the descriptor's.</exception>
    /// <exception cref="InvalidDataException">It is too large to be read at once.</exception>
    public byte[] ReadBytes(Descriptor descriptor)
    {
        if (descriptor.Size is < 0 or > StorageLimits.BlobInMemoryBytesMax)
            throw new InvalidDataException(
                $"blob {descriptor.Digest} of {descriptor.Size} bytes is too large to read at "
                + $"once (limit {StorageLimits.BlobInMemoryBytesMax})");
        using SafeFileHandle file = OpenHandle(descriptor.Digest);
        long length = RandomAccess.GetLength(file);
        if (length != descriptor.Size)
            throw DigestMismatchException.ForSize(descriptor.Digest, descriptor.Size, length);
        var content = new byte[length];
        int done = 0;
        while (done < content.Length)
        {
            int count = RandomAccess.Read(file, content.AsSpan(done), done);
            if (count == 0)
                throw DigestMismatchException.ForSize(descriptor.Digest, length, done);
            done += count;
        }

        return content;
    }

    /// <summary>
    /// Stores bytes at hand. Idempotent: what is there already is not written again.
    /// </summary>
    /// <returns>The descriptor under which they are found.</returns>
    public Descriptor WriteBytes(string mediaType, ReadOnlySpan<byte> content)
    {
        Descriptor descriptor = Descriptor.Of(mediaType, content);
        using ContentWriter? writer = BeginIngest(descriptor.Digest, descriptor.Size);
        writer?.Write(content);
        writer?.Commit();
        return descriptor;
    }

    /// <summary>
    /// Removes a blob. The caller knows that nothing refers to it, by holding
    /// <see cref="TryAcquireExclusive"/> or by its own bookkeeping.
    /// </summary>
    /// <returns>The bytes freed; 0 if it was not there.</returns>
    public long Delete(Digest digest)
    {
        if (!TryGetSize(digest, out long sizeBytes))
            return 0;
        File.Delete(BlobPath(digest));
        return sizeBytes;
    }

    /// <summary>
    /// Every blob with its size, in no order. Files with other names are not blobs.
    /// </summary>
    public IEnumerable<(Digest Digest, long SizeBytes)> List()
    {
        foreach (string algorithm in (string[])["sha256", "sha512"])
        {
            var directory = new DirectoryInfo($"{Path}/blobs/{algorithm}");
            if (!directory.Exists)
                continue;
            foreach (FileInfo file in directory.EnumerateFiles())
            {
                if (Digest.TryParse($"{algorithm}:{file.Name}", out Digest digest))
                    yield return (digest, file.Length);
            }
        }
    }

    /// <summary>
    /// Whoever adds content holds this from the first byte until a name refers to it, so that
    /// pruning cannot take it away in between.
    /// </summary>
    /// <exception cref="OperationCanceledException">The wait was called off.</exception>
    public FileLock AcquireLease(CancellationToken cancel = default)
    {
        _root.EnsureCreated();
        return FileLock.Acquire(_root.GcLockPath, FileLockKind.Shared, cancel);
    }

    /// <summary>What pruning holds: nobody is adding content.</summary>
    /// <returns>Null while a lease is held.</returns>
    public FileLock? TryAcquireExclusive()
    {
        _root.EnsureCreated();
        return FileLock.TryAcquire(_root.GcLockPath, FileLockKind.Exclusive);
    }

    /// <summary>
    /// As <see cref="TryAcquireExclusive"/>, waiting until every lease is given back.
    /// </summary>
    /// <exception cref="OperationCanceledException">The wait was called off.</exception>
    public FileLock AcquireExclusive(CancellationToken cancel = default)
    {
        _root.EnsureCreated();
        return FileLock.Acquire(_root.GcLockPath, FileLockKind.Exclusive, cancel);
    }

    // A rename over a blob that is there already replaces it by the same bytes: harmless, and
    // cheaper than asking first.
    internal void Publish(string file, Digest digest)
    {
        string path = BlobPath(digest);
        File.Move(file, path, overwrite: true);
        DirectorySync.Flush(System.IO.Path.GetDirectoryName(path)!);
    }
}
