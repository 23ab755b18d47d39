using System.Collections.Concurrent;
using System.Globalization;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Server.Uploads;

/// <summary>
/// Running uploads, by an id that holds all there is to know: a random part, and a check that
/// binds it to its repository. Nothing else has to survive a restart.
/// </summary>
internal sealed class UploadSessions(ContentStore content) : IDisposable
{
    private readonly ConcurrentDictionary<string, UploadSession> _open = new();
    private readonly Lock _gate = new();

    /// <summary>
    /// Starts an upload; the caller gets it entered, as from <see cref="EnterAsync"/>.
    /// </summary>
    /// <exception cref="ProtocolException">Too many are running.</exception>
    internal UploadSession Start(string repository)
    {
        string id = $"{Guid.NewGuid():N}-{Check(repository)}";
        lock (_gate)
        {
            UploadSession session = Open(id, create: true)!;
            session.Gate.Wait(TimeSpan.Zero);
            return session;
        }
    }

    /// <summary>
    /// Waits for the session's turn. The caller gives it back with <see cref="Leave"/>.
    /// </summary>
    /// <exception cref="ProtocolException">There is no such session in this repository.</exception>
    internal async Task<UploadSession> EnterAsync(
        string repository, string id, CancellationToken cancel)
    {
        if (!id.EndsWith($"-{Check(repository)}", StringComparison.Ordinal))
            throw Unknown();
        while (true)
        {
            UploadSession? session;
            lock (_gate)
                session = _open.GetValueOrDefault(id) ?? Open(id, create: false);
            if (session is null)
                throw Unknown();
            await session.Gate.WaitAsync(cancel);
            if (!session.IsClosed)
                return session;
            session.Gate.Release();
        }
    }

    /// <summary>Ends the caller's turn; the session stays.</summary>
    internal static void Leave(UploadSession session)
    {
        session.LastUse = DateTime.UtcNow;
        session.Gate.Release();
    }

    /// <summary>Ends the caller's turn and the session.</summary>
    internal void Close(UploadSession session)
    {
        lock (_gate)
        {
            _open.TryRemove(session.Id, out _);
            session.Dispose();
        }

        session.Gate.Release();
    }

    /// <summary>Closes files nobody writes to, and forgets uploads nobody came back to.</summary>
    internal void Sweep()
    {
        DateTime limit = DateTime.UtcNow - ServerLimits.UploadIdleTime;
        foreach (UploadSession session in _open.Values)
        {
            if (session.LastUse < limit && session.Gate.Wait(TimeSpan.Zero))
                Close(session);
        }

        content.PruneIngests(ServerLimits.UploadLifeTime);
    }

    public void Dispose()
    {
        foreach (UploadSession session in _open.Values)
            session.Dispose();
    }

    private UploadSession? Open(string id, bool create)
    {
        if (_open.Count >= ServerLimits.OpenUploadsMax)
            throw new ProtocolException(ErrorCode.TooManyRequests,
                $"more than {ServerLimits.OpenUploadsMax} uploads are running");
        if (content.OpenIngest(id, create) is not { } writer)
            return null;
        var session = new UploadSession(id, writer);
        _open[id] = session;
        return session;
    }

    private static ProtocolException Unknown() =>
        new(ErrorCode.BlobUploadUnknown, "blob upload unknown to registry");

    // FNV-1a: tells repositories apart; it is the random part that cannot be guessed.
    private static string Check(string repository)
    {
        uint hash = 2166136261;
        foreach (char c in repository)
            hash = (hash ^ c) * 16777619;
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
