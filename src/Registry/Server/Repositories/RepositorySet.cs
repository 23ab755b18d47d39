using System.Collections.Concurrent;
using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Server.Repositories;

/// <summary>
/// Every repository, and the one content store they share: a blob is there once, and goes when
/// the last repository lets go of it. Changes reach the disk before an answer is sent.
/// </summary>
internal sealed partial class RepositorySet
{
    private const int StripeCount = 64;

    private readonly ConcurrentDictionary<string, Repository> _repositories =
        new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<Digest, int> _references = new();
    private readonly Lock[] _stripes = new Lock[StripeCount];
    private readonly RepositoryFiles _files;
    private readonly ContentStore _content;

    internal RepositorySet(StorageRoot root)
    {
        _content = root.Content;
        _content.EnsureLayout();
        _files = new RepositoryFiles($"{root.RegistryDirectory}/repositories");
        for (int i = 0; i < StripeCount; i++)
            _stripes[i] = new Lock();
        foreach (Repository repository in _files.Load())
        {
            _repositories[repository.Name] = repository;
            foreach (Digest digest in repository.References)
                Count(digest, +1);
        }
    }

    internal ContentStore Content => _content;

    /// <summary>Names of repositories, sorted by code point.</summary>
    internal string[] SortedNames
    {
        get
        {
            string[] names = [.. _repositories.Keys];
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
    }

    /// <summary>The repository, if anything was ever pushed to it.</summary>
    internal Repository? Find(string name) => _repositories.GetValueOrDefault(name);

    private Repository GetOrAdd(string name) =>
        _repositories.GetOrAdd(name, static missing => new Repository(missing));

    // Held while a blob gets its first name or loses its last one, so that neither misses the
    // other. Commits of different blobs go on side by side.
    private Lock StripeOf(Digest digest) => _stripes[(uint)digest.GetHashCode() % StripeCount];

    private int Count(Digest digest, int change) =>
        _references.AddOrUpdate(digest, change, (_, count) => count + change);
}
