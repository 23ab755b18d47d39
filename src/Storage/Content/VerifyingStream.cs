using System.Security.Cryptography;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Content;

/// <summary>
/// Passes bytes on while checking them against a digest and a size. The read that reaches the
/// end, or passes the size, throws; a caller acts on what it read only after that end. Owns the
/// inner stream.
/// </summary>
public sealed class VerifyingStream : Stream
{
    private readonly Stream _inner;
    private readonly Digest _expected;
    private readonly long _size;
    private readonly IncrementalHash _hash;
    private long _position;
    private bool _verified;

    /// <summary>Wraps a stream that must hold exactly this blob.</summary>
    public VerifyingStream(Stream inner, Digest expected, long size)
    {
        _inner = inner;
        _expected = expected;
        _size = size;
        _hash = expected.CreateHash();
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>The size that was promised.</summary>
    public override long Length => _size;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="DigestMismatchException">The content is not the blob.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count = _inner.Read(buffer);
        Verify(buffer[..count], atEnd: count == 0 && buffer.Length > 0);
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Verify(buffer.Span[..count], atEnd: count == 0 && buffer.Length > 0);
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Verify(ReadOnlySpan<byte> bytes, bool atEnd)
    {
        _position += bytes.Length;
        if (_position > _size || (atEnd && _position < _size))
            throw DigestMismatchException.ForSize(_expected, _size, _position);
        _hash.AppendData(bytes);
        if (!atEnd || _verified)
            return;
        Digest actual = Digest.FromIncremental(_expected.Algorithm, _hash);
        if (actual != _expected)
            throw DigestMismatchException.ForDigest(_expected, actual);
        _verified = true;
    }
}
