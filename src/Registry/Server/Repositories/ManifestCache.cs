using System.Collections.Concurrent;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Server.Repositories;

/// <summary>
/// The bytes of small manifests, up to a budget; the one that came first goes first. Content is
/// named by its digest, so an entry can be superfluous but never wrong.
/// </summary>
internal sealed class ManifestCache
{
    private readonly ConcurrentDictionary<Digest, byte[]> _entries = new();
    private readonly ConcurrentQueue<Digest> _order = new();
    private long _bytes;

    internal bool TryGet(Digest digest, out byte[] content) =>
        _entries.TryGetValue(digest, out content!);

    internal void Add(Digest digest, byte[] content)
    {
        if (content.Length > ServerLimits.CachedManifestBytesMax
            || !_entries.TryAdd(digest, content))
            return;
        _order.Enqueue(digest);
        Interlocked.Add(ref _bytes, content.Length);
        while ((Interlocked.Read(ref _bytes) > ServerLimits.ManifestCacheBytesMax
                || _order.Count > ServerLimits.CachedManifestsMax)
            && _order.TryDequeue(out Digest oldest))
            Remove(oldest);
    }

    internal void Remove(Digest digest)
    {
        if (_entries.TryRemove(digest, out byte[]? content))
            Interlocked.Add(ref _bytes, -content.Length);
    }
}
