using MiniDocker.Oci;

namespace MiniDocker.Storage.Content;

/// <summary>A blob that something refers to is not in the store.</summary>
public sealed class BlobNotFoundException : IOException
{
    /// <summary>Creates the error for a digest.</summary>
    public BlobNotFoundException(Digest digest) : base($"blob {digest} is not in the content store")
    {
        Digest = digest;
    }

    /// <summary>The blob that is missing.</summary>
    public Digest Digest { get; }
}
