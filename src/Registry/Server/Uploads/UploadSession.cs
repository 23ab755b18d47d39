using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Server.Uploads;

/// <summary>
/// One upload while its file is open. Requests of the same session follow each other; the bytes
/// that are on disk are the whole state, so a session survives the server.
/// </summary>
internal sealed class UploadSession(string id, ContentWriter writer) : IDisposable
{
    internal string Id => id;

    /// <summary>Where the bytes go. Only for the holder of <see cref="Gate"/>.</summary>
    internal ContentWriter Writer => writer;

    /// <summary>Held by the request that is writing.</summary>
    internal SemaphoreSlim Gate { get; } = new(1);

    internal DateTime LastUse { get; set; } = DateTime.UtcNow;

    internal bool IsClosed { get; private set; }

    /// <summary>
    /// Closes the file; what is not committed or discarded can be taken up again.
    /// </summary>
    public void Dispose()
    {
        IsClosed = true;
        writer.Dispose();
    }
}
