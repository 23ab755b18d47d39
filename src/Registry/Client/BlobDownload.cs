using System.Buffers;
using System.Net;
using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Client;

/// <summary>
/// Brings one blob into the content store, verified while it arrives. A connection that breaks is
/// taken up where it stopped; so is what an earlier, killed command left.
/// </summary>
internal sealed class BlobDownload(
    RegistryClient registry, string repository, Descriptor blob, ContentStore content)
{
    private const int BufferBytes = 128 * 1024;

    /// <param name="feed">Also gets every byte, in order, e.g. to unpack in the same pass.</param>
    /// <param name="cancel">Stops the transfer; what arrived is kept for the next one.</param>
    internal async Task RunAsync(BlobFeed? feed, CancellationToken cancel)
    {
        Report(TransferStage.Waiting, 0);
        using ContentWriter? writer = await Task.Run(
            () => content.BeginIngest(blob.Digest, blob.Size, cancel), cancel)
            .ConfigureAwait(false);
        if (writer is null)
        {
            Report(TransferStage.Exists, blob.Size);
            if (feed is not null)
                await FeedFromStoreAsync(feed, cancel).ConfigureAwait(false);
            return;
        }

        if (feed is not null && writer.Position > 0)
        {
            FileStream written = writer.OpenWritten();
            await using (written.ConfigureAwait(false))
                await feed.CopyFromAsync(written, cancel).ConfigureAwait(false);
        }

        await TransferAsync(writer, feed, cancel).ConfigureAwait(false);
        await Task.Run(() => writer.Commit(), CancellationToken.None).ConfigureAwait(false);
        Report(TransferStage.Downloaded, blob.Size);
    }

    private async Task TransferAsync(
        ContentWriter writer, BlobFeed? feed, CancellationToken cancel)
    {
        int failures = 0;
        while (writer.Position < blob.Size)
        {
            long before = writer.Position;
            try
            {
                await TransferOnceAsync(writer, feed, cancel).ConfigureAwait(false);
                if (writer.Position < blob.Size)
                    throw new HttpIOException(HttpRequestError.ResponseEnded);
            }
            catch (Exception e) when (Patience.MayWorkLater(e, cancel))
            {
                failures = writer.Position > before ? 1 : failures + 1;
                if (failures >= ClientLimits.AttemptsMax)
                    throw e as RegistryException ?? RegistryErrors.Unreachable(
                        registry.Domain, e);
                Report(TransferStage.Retrying, writer.Position);
                await Patience.WaitAsync(failures, cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task TransferOnceAsync(
        ContentWriter writer, BlobFeed? feed, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await registry
            .GetBlobAsync(repository, blob, writer.Position, cancel).ConfigureAwait(false);
        // A registry that knows no ranges sends all of it again: skip what is here.
        long skip = answer.StatusCode == HttpStatusCode.PartialContent ? 0 : writer.Position;
        if (answer.StatusCode == HttpStatusCode.PartialContent
            && answer.Content.Headers.ContentRange?.From != writer.Position)
            throw new RegistryException(
                $"blob {blob.Digest}: the registry answered with another range than asked for");
        Stream body = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            while (true)
            {
                silence.CancelAfter(ClientLimits.SilenceTime);
                int count = await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
                if (count == 0)
                    return;
                silence.CancelAfter(Timeout.InfiniteTimeSpan);
                int known = (int)Math.Min(skip, count);
                skip -= known;
                ReadOnlyMemory<byte> bytes = buffer.AsMemory(known, count - known);
                writer.Write(bytes.Span);
                if (feed is not null)
                    await feed.WriteAsync(bytes, cancel).ConfigureAwait(false);
                Report(TransferStage.Downloading, writer.Position);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task FeedFromStoreAsync(BlobFeed feed, CancellationToken cancel)
    {
        FileStream file = content.OpenRead(blob.Digest);
        await using (file.ConfigureAwait(false))
            await feed.CopyFromAsync(file, cancel).ConfigureAwait(false);
    }

    private void Report(TransferStage stage, long bytes) =>
        registry.Options.Progress?.Report(new TransferReport(blob, stage, bytes));
}
