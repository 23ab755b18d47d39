namespace MiniDocker.Registry.Client;

/// <summary>
/// A blob that is being downloaded, as a stream. Its end is reached only when the whole blob was
/// verified and stored; an error of the download is thrown by the read that would have ended.
/// </summary>
internal sealed class BlobStream : Stream
{
    private readonly CancellationTokenSource _cancel;
    private readonly BlobFeed _feed = new();
    private readonly Stream _reader;
    private readonly Task _download;
    private readonly long _length;
    private long _position;

    internal BlobStream(BlobDownload download, long length, CancellationToken cancel)
    {
        _length = length;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _reader = _feed.Reader.AsStream();
        _download = Task.Run(() => RunAsync(download), CancellationToken.None);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count = _reader.Read(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await _reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Whoever has read every byte wants the blob stored; whoever stops early does not wait.
            if (_position < _length)
                _cancel.Cancel();
            _reader.Dispose();
            _download.Wait(CancellationToken.None);
            _cancel.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task RunAsync(BlobDownload download)
    {
        Exception? error = null;
        try
        {
            await download.RunAsync(_feed, _cancel.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever it is, it belongs to the reader
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = e;
        }

        _feed.Complete(error);
    }
}
