using System.Collections.Concurrent;
using System.Collections.Immutable;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Server.Repositories;

/// <summary>
/// One repository, in memory: requests read it without a lock and without touching the disk.
/// Whoever changes it has changed the disk first, under <see cref="Gate"/>.
/// </summary>
internal sealed class Repository(string name)
{
    private readonly ConcurrentDictionary<string, Digest> _tags = new();
    private readonly ConcurrentDictionary<Digest, ManifestRecord> _manifests = new();
    private readonly ConcurrentDictionary<Digest, byte> _blobs = new();
    private readonly ConcurrentDictionary<Digest, ImmutableList<Descriptor>> _referrers = new();
    private string[]? _sortedTags;

    internal string Name => name;

    /// <summary>Held while tags and manifests change, on disk and here.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>
    /// Every tag, sorted by code point. Never changes; a later call may give another.
    /// </summary>
    internal string[] SortedTags => _sortedTags ??= SortTags();

    /// <summary>Every blob that is kept because of this repository, manifests included.</summary>
    internal IEnumerable<Digest> References => _blobs.Keys.Concat(_manifests.Keys);

    internal bool TryGetTag(string tag, out Digest digest) => _tags.TryGetValue(tag, out digest);

    internal bool TryGetManifest(Digest digest, out ManifestRecord record) =>
        _manifests.TryGetValue(digest, out record!);

    internal bool HasBlob(Digest digest) => _blobs.ContainsKey(digest);

    internal ImmutableList<Descriptor> ReferrersOf(Digest subject) =>
        _referrers.GetValueOrDefault(subject, []);

    internal IEnumerable<string> TagsOf(Digest digest) =>
        _tags.Where(pair => pair.Value == digest).Select(pair => pair.Key);

    internal void SetTag(string tag, Digest digest)
    {
        _tags[tag] = digest;
        _sortedTags = null;
    }

    internal void RemoveTag(string tag)
    {
        _tags.TryRemove(tag, out _);
        _sortedTags = null;
    }

    /// <returns>False if it was there already.</returns>
    internal bool AddManifest(ManifestRecord record)
    {
        Descriptor descriptor = record.Descriptor;
        if (!_manifests.TryAdd(descriptor.Digest, record))
            return false;
        if (record.Subject is { } subject)
            _referrers.AddOrUpdate(subject, [descriptor], (_, others) => others.Add(descriptor));
        return true;
    }

    internal void RemoveManifest(ManifestRecord record)
    {
        _manifests.TryRemove(record.Descriptor.Digest, out _);
        if (record.Subject is { } subject)
            _referrers.AddOrUpdate(
                subject, [],
                (_, others) => others.RemoveAll(
                    other => other.Digest == record.Descriptor.Digest));
    }

    /// <returns>False if it was there already.</returns>
    internal bool AddBlob(Digest digest) => _blobs.TryAdd(digest, 0);

    /// <returns>False if it was not there.</returns>
    internal bool RemoveBlob(Digest digest) => _blobs.TryRemove(digest, out _);

    private string[] SortTags()
    {
        string[] tags = [.. _tags.Keys];
        Array.Sort(tags, StringComparer.Ordinal);
        return tags;
    }
}
