using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Server.Repositories;

internal sealed partial class RepositorySet
{
    private readonly ManifestCache _cache = new();

    /// <summary>
    /// Stores a manifest and sets its tags: bytes first, then what is known of it, then the names.
    /// A crash in between leaves garbage, never a name without a manifest.
    /// </summary>
    internal void PutManifest(
        string name, ManifestRecord record, byte[] content, IReadOnlyList<string> tags)
    {
        Repository repository = GetOrAdd(name);
        Digest digest = record.Descriptor.Digest;
        lock (repository.Gate)
        {
            if (!repository.TryGetManifest(digest, out _))
                AddManifest(repository, record, content);
            foreach (string tag in tags)
            {
                if (repository.TryGetTag(tag, out Digest current) && current == digest)
                    continue;
                _files.WriteTag(name, tag, digest);
                repository.SetTag(tag, digest);
            }
        }
    }

    /// <summary>The bytes of a manifest: from memory, if it was asked for lately.</summary>
    /// <returns>Null if it was deleted in this moment.</returns>
    internal ReadOnlyMemory<byte>? ReadManifest(Descriptor descriptor)
    {
        if (_cache.TryGet(descriptor.Digest, out byte[] content))
            return content;
        try
        {
            content = _content.ReadBytes(descriptor);
        }
        catch (BlobNotFoundException)
        {
            return null;
        }

        _cache.Add(descriptor.Digest, content);
        return content;
    }

    /// <summary>Removes a tag; the manifest stays.</summary>
    /// <returns>False if there is none.</returns>
    internal bool DeleteTag(Repository repository, string tag)
    {
        lock (repository.Gate)
        {
            if (!repository.TryGetTag(tag, out _))
                return false;
            _files.DeleteTag(repository.Name, tag);
            repository.RemoveTag(tag);
            return true;
        }
    }

    /// <summary>Removes a manifest and every tag of it, names first.</summary>
    /// <returns>False if there is none.</returns>
    internal bool DeleteManifest(Repository repository, Digest digest)
    {
        lock (repository.Gate)
        {
            if (!repository.TryGetManifest(digest, out ManifestRecord record))
                return false;
            foreach (string tag in repository.TagsOf(digest).ToArray())
            {
                _files.DeleteTag(repository.Name, tag);
                repository.RemoveTag(tag);
            }

            lock (StripeOf(digest))
            {
                _files.DeleteManifest(repository.Name, digest);
                repository.RemoveManifest(record);
                _cache.Remove(digest);
                Release(digest);
            }

            return true;
        }
    }

    private void AddManifest(Repository repository, ManifestRecord record, byte[] content)
    {
        Digest digest = record.Descriptor.Digest;
        lock (StripeOf(digest))
        {
            using (ContentWriter? writer = _content.BeginIngest(digest, content.Length))
            {
                writer?.Write(content);
                writer?.Commit();
            }

            _files.WriteManifest(repository.Name, record);
            repository.AddManifest(record);
            Count(digest, +1);
        }
    }
}
