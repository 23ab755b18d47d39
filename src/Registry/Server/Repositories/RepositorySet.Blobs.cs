using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Registry.Server.Repositories;

internal sealed partial class RepositorySet
{
    /// <summary>Verifies an upload and makes it a blob of a repository.</summary>
    /// <exception cref="DigestMismatchException">It is not what was promised; it is
    /// gone.</exception>
    internal void CommitBlob(string repository, ContentWriter writer, Digest digest)
    {
        lock (StripeOf(digest))
        {
            writer.Commit(digest);
            Link(GetOrAdd(repository), digest);
        }
    }

    /// <summary>
    /// Makes a blob of another repository one of this repository, without a byte being sent.
    /// </summary>
    /// <param name="repository">The repository that gets it.</param>
    /// <param name="digest">The blob.</param>
    /// <param name="from">Where it is; null for anywhere.</param>
    /// <returns>False if it is not there.</returns>
    internal bool TryMount(string repository, Digest digest, string? from)
    {
        lock (StripeOf(digest))
        {
            bool isThere = from is null
                ? _references.GetValueOrDefault(digest) > 0
                : Find(from)?.HasBlob(digest) == true;
            if (!isThere || !_content.Contains(digest))
                return false;
            Link(GetOrAdd(repository), digest);
            return true;
        }
    }

    /// <summary>Takes a blob from a repository; its bytes go if no other one has it.</summary>
    /// <returns>False if the repository does not have it.</returns>
    internal bool DeleteBlob(Repository repository, Digest digest)
    {
        lock (StripeOf(digest))
        {
            if (!repository.RemoveBlob(digest))
                return false;
            _files.DeleteBlob(repository.Name, digest);
            Release(digest);
            return true;
        }
    }

    private void Link(Repository repository, Digest digest)
    {
        if (repository.HasBlob(digest))
            return;
        _files.WriteBlob(repository.Name, digest);
        repository.AddBlob(digest);
        Count(digest, +1);
    }

    // Under the digest's stripe.
    private void Release(Digest digest)
    {
        if (Count(digest, -1) > 0)
            return;
        _references.TryRemove(digest, out _);
        _content.Delete(digest);
    }
}
