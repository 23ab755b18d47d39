using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Content;

/// <content>How blobs come in.</content>
public sealed partial class ContentStore
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private string IngestDirectory => $"{Path}/ingest";

    /// <summary>
    /// Starts to write a blob that is known by its digest. If another process is writing the same
    /// one, waits for it and shares its work; what an interrupted one left is kept, so
    /// <see cref="ContentWriter.Position"/> may start above 0.
    /// </summary>
    /// <param name="expected">What the content must hash to.</param>
    /// <param name="sizeBytes">Its exact size; null if only the digest is known.</param>
    /// <param name="cancel">Calls off the wait.</param>
    /// <returns>Null if the blob is there: nothing is left to do.</returns>
    public ContentWriter? BeginIngest(
        Digest expected, long? sizeBytes, CancellationToken cancel = default)
    {
        CheckSize(expected, sizeBytes);
        string id = $"{expected.AlgorithmName}-{expected.Hex}";
        while (!Contains(expected))
        {
            SafeFileHandle? file = TryOpenIngest(id, create: true);
            if (file is null)
            {
                cancel.WaitHandle.WaitOne(PollInterval);
                cancel.ThrowIfCancellationRequested();
                continue;
            }

            var writer = new ContentWriter(this, DirectoryOf(id), file, expected, sizeBytes);
            if (!Contains(expected))
                return writer;
            writer.Discard();
            writer.Dispose();
        }

        return null;
    }

    /// <summary>
    /// Starts to write a blob whose digest is known only at its end. What is not committed is
    /// removed by <see cref="ContentWriter.Dispose"/>, or by pruning after a crash.
    /// </summary>
    public ContentWriter BeginIngest()
    {
        string id = Guid.NewGuid().ToString("N");
        return new ContentWriter(
            this, DirectoryOf(id), TryOpenIngest(id, create: true)!, isResumable: false);
    }

    /// <summary>
    /// Starts, or takes up again, a write that has a name of its own: a registry's upload session.
    /// </summary>
    /// <param name="id">Letters, digits and '-' only.</param>
    /// <param name="create">Whether to start it if there is none.</param>
    /// <returns>Null if there is none, or another process is writing it.</returns>
    public ContentWriter? OpenIngest(string id, bool create) =>
        IsIngestId(id) && TryOpenIngest(id, create) is { } file
            ? new ContentWriter(this, DirectoryOf(id), file, isResumable: true)
            : null;

    /// <summary>
    /// Removes what interrupted writes left and nobody took up again. The caller holds
    /// <see cref="TryAcquireExclusive"/>, or says an age that no living write reaches.
    /// </summary>
    /// <returns>The bytes freed.</returns>
    public long PruneIngests(TimeSpan olderThan)
    {
        if (!Directory.Exists(IngestDirectory))
            return 0;
        long freed = 0;
        DateTime limit = DateTime.UtcNow - olderThan;
        foreach (string directory in Directory.EnumerateDirectories(IngestDirectory))
        {
            string id = System.IO.Path.GetFileName(directory);
            var data = new FileInfo($"{directory}/data");
            if ((data.Exists ? data.LastWriteTimeUtc : Directory.GetLastWriteTimeUtc(directory))
                > limit)
                continue;
            using SafeFileHandle? file = TryOpenIngest(id, create: true);
            if (file is null)
                continue;
            freed += RandomAccess.GetLength(file);
            RemoveIngest(directory);
        }

        return freed;
    }

    // The lock on the data file goes with it: first the file, then the directory, so that one who
    // waits either finds the blob or starts afresh.
    internal static void RemoveIngest(string directory)
    {
        try
        {
            File.Delete($"{directory}/data");
            Directory.Delete(directory, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Removed already: that is what was asked.
        }
        catch (IOException) when (File.Exists($"{directory}/data"))
        {
            // The next writer of the same blob is already at work in it.
        }
    }

    // Null if another open file holds the lock, or there is none and create is false.
    private SafeFileHandle? TryOpenIngest(string id, bool create)
    {
        EnsureLayout();
        string directory = DirectoryOf(id);
        while (true)
        {
            if (create)
                Directory.CreateDirectory(directory);
            SafeFileHandle file;
            try
            {
                file = File.OpenHandle(
                    $"{directory}/data", create ? FileMode.OpenOrCreate : FileMode.Open,
                    FileAccess.ReadWrite, ShareAll);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                if (create)
                    continue; // its last writer removed the directory just now
                return null;
            }

            if (!FileLocks.TryLock(file, exclusive: true))
            {
                file.Dispose();
                return null;
            }

            if (IsStillNamed(file, $"/ingest/{id}/data"))
                return file;
            file.Dispose();
            if (!create)
                return null;
        }
    }

    // The file may have been committed or removed between open and lock; its name then changed.
    private static bool IsStillNamed(SafeFileHandle file, string name) =>
        new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget is { } target
        && target.EndsWith(name, StringComparison.Ordinal);

    private string DirectoryOf(string id) => $"{IngestDirectory}/{id}";

    private static bool IsIngestId(string id) =>
        id.Length is > 0 and <= StorageLimits.IngestIdCharsMax
        && !id.AsSpan().ContainsAnyExcept(IngestIdChars);

    private static System.Buffers.SearchValues<char> IngestIdChars { get; } =
        System.Buffers.SearchValues.Create(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private static void CheckSize(Digest digest, long? sizeBytes)
    {
        if (sizeBytes is < 0 or > StorageLimits.BlobBytesMax)
            throw new InvalidDataException(
                $"blob {digest}: {sizeBytes} bytes is not between 0 and "
                + $"{StorageLimits.BlobBytesMax}");
    }
}
