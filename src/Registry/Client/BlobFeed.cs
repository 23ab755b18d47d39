using System.IO.Pipelines;

namespace MiniDocker.Registry.Client;

/// <summary>
/// Carries the bytes of a download to somebody who unpacks them meanwhile. A reader that is
/// slower than the network slows it down; a reader that went away does not.
/// </summary>
internal sealed class BlobFeed
{
    private const int SegmentBytes = 128 * 1024;
    private const int AheadBytesMax = 4 * 1024 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(
        minimumSegmentSize: SegmentBytes,
        pauseWriterThreshold: AheadBytesMax,
        resumeWriterThreshold: AheadBytesMax / 2,
        useSynchronizationContext: false));

    internal PipeReader Reader => _pipe.Reader;

    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        await _pipe.Writer.WriteAsync(bytes, cancel).ConfigureAwait(false);

    internal async Task CopyFromAsync(Stream source, CancellationToken cancel)
    {
        while (true)
        {
            Memory<byte> buffer = _pipe.Writer.GetMemory(SegmentBytes);
            int count = await source.ReadAsync(buffer, cancel).ConfigureAwait(false);
            if (count == 0)
                return;
            _pipe.Writer.Advance(count);
            FlushResult flushed = await _pipe.Writer.FlushAsync(cancel).ConfigureAwait(false);
            if (flushed.IsCompleted)
                return;
        }
    }

    /// <summary>The end, which the reader sees only now: after the blob was verified.</summary>
    internal void Complete(Exception? error) => _pipe.Writer.Complete(error);
}
