using MiniDocker.Oci;
using MiniDocker.Storage.Content;
using MiniDocker.Storage.Images.Archives;

namespace MiniDocker.Storage.Images;

/// <summary>
/// ROOT/images: the names of images. A name is a directory, a tag in it the file
/// <c>:tag</c>, a digest <c>@digest</c>: the path reads like the reference. An image whose last
/// name went, but which was not removed, is kept by a file <c>@digest</c> without a name. Files
/// change by rename: a reader sees the old or the new target, and a crash leaves one of them.
/// </summary>
public sealed partial class ImageStore
{
    private const string LockName = ".lock";

    private readonly ReferenceDirectory _files;

    /// <summary>Removes directories of names that a killed command left empty.</summary>
    public void Sweep() => _files.Sweep();

    /// <summary>Names the store at a directory; reads and creates nothing.</summary>
    /// <param name="path">ROOT/images, absolute.</param>
    /// <param name="content">Where manifests and configs are read from.</param>
    public ImageStore(string path, ContentStore content)
    {
        _files = new ReferenceDirectory(path);
        Content = content;
    }

    /// <summary>The blobs that the names point at.</summary>
    public ContentStore Content { get; }

    /// <summary>Every name, and every image without one; in order of the names.</summary>
    public IReadOnlyList<StoredReference> List() => _files.List();

    /// <summary>What a name points at; null when it is not there.</summary>
    public StoredReference? Find(ImageReference name) => _files.Read(name);

    /// <summary>
    /// Points a name at an image whose blobs are all in the content store. The caller holds a
    /// lease on it. An image that loses its last name this way stays, without a name.
    /// </summary>
    public void Set(ImageReference name, Descriptor target)
    {
        using IDisposable guard = Lock();
        StoredReference? old = Find(name);
        if (old is not null && old.Target.Digest != target.Digest
            && !HasOtherReference(old, target.Digest))
            _files.Write(null, old.Target);
        _files.Write(name, target);
        _files.Delete(null, target.Digest);
        PublishIndex();
    }

    /// <summary>Keeps an image that has no name; does nothing when a name points at it.</summary>
    public void AddUntagged(Descriptor target)
    {
        using IDisposable guard = Lock();
        if (!List().Any(r => r.Target.Digest == target.Digest))
            _files.Write(null, target);
    }

    /// <summary>
    /// Replaces the target of every name that points at an image by another form of the same
    /// image, such as one with compressed layers.
    /// </summary>
    public void Replace(Descriptor old, Descriptor target)
    {
        using IDisposable guard = Lock();
        foreach (StoredReference reference in List())
        {
            if (reference.Target.Digest != old.Digest)
                continue;
            _files.Write(reference.Name, target);
            if (reference.Name is null)
                _files.Delete(null, old.Digest);
        }
        PublishIndex();
    }

    /// <summary>Takes a name away; false when it was gone. The blobs stay.</summary>
    public bool Remove(StoredReference reference)
    {
        using IDisposable guard = Lock();
        bool wasThere = _files.Delete(reference.Name, reference.Target.Digest);
        if (wasThere)
            PublishIndex();
        return wasThere;
    }

    private bool HasOtherReference(StoredReference than, Digest coming) =>
        List().Any(r => r.Name != than.Name && r.Target.Digest == than.Target.Digest)
        || coming == than.Target.Digest;

    // Other tools read the content store as an OCI layout; the names are in its index.json.
    private void PublishIndex()
    {
        var named = new List<Descriptor>();
        foreach (StoredReference reference in List())
        {
            if (reference.Name is null)
                continue;
            named.Add(reference.Target with
            {
                Annotations = new Dictionary<string, string>
                {
                    [OciLayoutContents.RefName] = reference.Name.ToString(),
                },
            });
        }
        Content.ReplaceIndex(named);
    }

    private FileLock Lock() =>
        FileLock.Acquire(Path.Combine(_files.Root, LockName), FileLockKind.Exclusive);
}
