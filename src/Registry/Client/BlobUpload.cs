using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Client;

/// <summary>
/// Sends one blob: not at all if the registry has it, by reference if another repository has it,
/// else as one stream that is taken up again where it broke.
/// </summary>
internal sealed class BlobUpload(
    RegistryClient registry, ImageReference reference, Descriptor blob, ContentStore content)
{
    private string Repository => reference.Path;

    internal async Task RunAsync(IReadOnlyList<string> mountFrom, CancellationToken cancel)
    {
        Report(TransferStage.Waiting, 0);
        if (await registry.HasBlobAsync(Repository, blob.Digest, cancel).ConfigureAwait(false))
        {
            Report(TransferStage.Exists, blob.Size);
            return;
        }

        if (!content.Contains(blob.Digest))
            throw new BlobNotFoundException(blob.Digest);
        Uri? session = null;
        foreach (string source in mountFrom.Where(source => source != Repository))
        {
            (bool isMounted, session) = await registry
                .StartUploadAsync(Repository, blob.Digest, source, cancel).ConfigureAwait(false);
            if (isMounted)
            {
                Report(TransferStage.Mounted, blob.Size);
                return;
            }
        }

        await TransferAsync(session, cancel).ConfigureAwait(false);
        Report(TransferStage.Uploaded, blob.Size);
    }

    private async Task TransferAsync(Uri? session, CancellationToken cancel)
    {
        long offset = 0;
        for (int failures = 0; ;)
        {
            long before = offset;
            try
            {
                if (session is null)
                {
                    (_, session) = await registry
                        .StartUploadAsync(Repository, blob.Digest, from: null, cancel)
                        .ConfigureAwait(false);
                    offset = 0;
                }

                Uri filled = await SendAsync(session!, offset, cancel).ConfigureAwait(false);
                await registry.FinishUploadAsync(Repository, filled, blob.Digest, cancel)
                    .ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (
                Patience.MayWorkLater(e, cancel) && failures + 1 < ClientLimits.AttemptsMax)
            {
                // First the wait: the registry may still be taking in what was sent before the
                // line broke, and would name an offset that is past when the rest arrives.
                await Patience.WaitAsync(failures, cancel).ConfigureAwait(false);
                (session, offset) = await LocateAsync(session, cancel).ConfigureAwait(false);
                failures = offset > before ? 0 : failures + 1;
                Report(TransferStage.Retrying, offset);
            }
        }
    }

    private async Task<Uri> SendAsync(Uri session, long offset, CancellationToken cancel)
    {
        if (offset == blob.Size)
            return session;
        return await registry.SendChunkAsync(
            Repository, session, offset, blob.Size,
            () =>
            {
                FileStream file = content.OpenRead(blob.Digest);
                file.Position = offset;
                return new ReportingStream(
                    file, sent => Report(TransferStage.Uploading, offset + sent));
            },
            cancel).ConfigureAwait(false);
    }

    // What the registry has of a broken upload; from the start if it does not remember.
    private async Task<(Uri?, long)> LocateAsync(Uri? session, CancellationToken cancel)
    {
        if (session is null)
            return (null, 0);
        try
        {
            return await Patience.TryAsync<(Uri?, long)>(
                async () => await registry.LocateUploadAsync(Repository, session, cancel)
                    .ConfigureAwait(false),
                cancel).ConfigureAwait(false);
        }
        catch (RegistryException e) when (!Patience.MayWorkLater(e, cancel))
        {
            return (null, 0);
        }
    }

    private void Report(TransferStage stage, long bytes) =>
        registry.Options.Progress?.Report(new TransferReport(blob, stage, bytes));
}
