using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Content;

/// <summary>
/// Writes one blob. Bytes are hashed as they pass; <see cref="Commit()"/> makes the blob visible,
/// and only if it is the one that was promised. Not for use by several threads at once. Disposed
/// without a commit, it leaves what may be resumed and removes what may not.
/// </summary>
public sealed partial class ContentWriter : Stream
{
    private const int RehashBufferBytes = 1 << 20;

    // 0444: a blob never changes.
    private const UnixFileMode BlobMode =
        UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly ContentStore _store;
    private readonly string _directory;
    private readonly SafeFileHandle _file;
    private readonly Digest _expected;
    private readonly long? _size;
    private readonly IncrementalHash _hash;
    private long _position;
    private bool _keepPartial;
    private bool _closed;

    internal ContentWriter(
        ContentStore store, string directory, SafeFileHandle file, Digest expected, long? size)
    {
        _store = store;
        _directory = directory;
        _file = file;
        _expected = expected;
        _size = size;
        _keepPartial = true;
        _hash = Oci.Digest.CreateHash(HashAlgorithm);
        Resume();
    }

    internal ContentWriter(
        ContentStore store, string directory, SafeFileHandle file, bool isResumable)
        : this(store, directory, file, default, null)
    {
        _keepPartial = isResumable;
    }

    /// <summary>
    /// How many bytes are written, those of an earlier, interrupted writer included.
    /// </summary>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    private DigestAlgorithm HashAlgorithm =>
        _expected.IsEmpty ? DigestAlgorithm.Sha256 : _expected.Algorithm;

    private string DataPath => $"{_directory}/data";

    /// <inheritdoc/>
    /// <exception cref="DigestMismatchException">This is more than the size promised.</exception>
    /// <exception cref="IOException">The disk is full or broken; nothing is kept.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        long end = _position + buffer.Length;
        if (end > (_size ?? StorageLimits.BlobBytesMax))
        {
            _keepPartial = false;
            throw DigestMismatchException.ForSize(
                _expected, _size ?? StorageLimits.BlobBytesMax, end);
        }

        try
        {
            RandomAccess.Write(_file, buffer, _position);
        }
        catch (IOException)
        {
            _keepPartial = false; // a partial blob on a full disk would keep it full
            throw;
        }

        _hash.AppendData(buffer);
        _position = end;
    }

    /// <summary>
    /// Verifies, flushes to disk and names the blob. When this returns, it survives a power loss.
    /// </summary>
    /// <returns>Its digest.</returns>
    /// <exception cref="DigestMismatchException">It is not what was promised; it is
    /// gone.</exception>
    public Digest Commit() => Commit(_expected);

    /// <summary>As <see cref="Commit()"/>, for a digest that was learnt only now.</summary>
    public Digest Commit(Digest expected)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _keepPartial = false;
        if (_size is { } size && size != _position)
            throw DigestMismatchException.ForSize(expected, size, _position);
        Digest actual = expected.IsEmpty || expected.Algorithm == HashAlgorithm
            ? Oci.Digest.FromIncremental(HashAlgorithm, _hash)
            : HashFileAs(expected.Algorithm);
        if (!expected.IsEmpty && actual != expected)
            throw DigestMismatchException.ForDigest(expected, actual);
        File.SetUnixFileMode(_file, BlobMode);
        RandomAccess.FlushToDisk(_file);
        _store.Publish(DataPath, actual);
        Close();
        return actual;
    }

    /// <summary>The SHA-256 of what is written so far, of a writer that was promised none.
    /// </summary>
    public Digest CurrentDigest() =>
        Oci.Digest.FromHash(HashAlgorithm, _hash.GetCurrentHash());

    /// <summary>Forgets what was written, so that nothing is left when this is disposed.</summary>
    public void Discard() => _keepPartial = false;

    /// <summary>Starts again at 0, e.g. because the other side cannot resume.</summary>
    public void Restart()
    {
        RandomAccess.SetLength(_file, 0);
        _hash.GetHashAndReset();
        _position = 0;
    }

    /// <summary>
    /// Opens what is written so far, to be read from its start. The caller owns it.
    /// </summary>
    public FileStream OpenWritten() =>
        new(DataPath, FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
            Close();
        base.Dispose(disposing);
    }

    // Removed under the lock, which is released with the handle.
    private new void Close()
    {
        _closed = true;
        if (!_keepPartial)
            ContentStore.RemoveIngest(_directory);
        _file.Dispose();
        _hash.Dispose();
    }

    private void Resume()
    {
        long length = RandomAccess.GetLength(_file);
        if (length > (_size ?? StorageLimits.BlobBytesMax))
        {
            RandomAccess.SetLength(_file, 0);
            length = 0;
        }

        HashFile(_hash, length);
        _position = length;
    }

    private Digest HashFileAs(DigestAlgorithm algorithm)
    {
        using IncrementalHash hash = Oci.Digest.CreateHash(algorithm);
        HashFile(hash, _position);
        return Oci.Digest.FromIncremental(algorithm, hash);
    }

    private void HashFile(IncrementalHash hash, long length)
    {
        if (length == 0)
            return;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(RehashBufferBytes);
        for (long offset = 0; offset < length;)
        {
            int count = RandomAccess.Read(_file, buffer, offset);
            if (count == 0)
                throw new EndOfStreamException($"{_directory} shrank while it was read");
            hash.AppendData(buffer, 0, count);
            offset += count;
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}
