using MiniDocker.Oci;

namespace MiniDocker.Storage.Content;

/// <summary>Content is not what its descriptor promised; nothing of it became visible.</summary>
public sealed class DigestMismatchException : IOException
{
    private DigestMismatchException(string message, Digest expected) : base(message)
    {
        Expected = expected;
    }

    /// <summary>The digest that was promised.</summary>
    public Digest Expected { get; }

    /// <summary>The content hashes to something else.</summary>
    public static DigestMismatchException ForDigest(Digest expected, Digest actual) =>
        new($"content has digest {actual}, expected {expected}: "
            + "it was damaged or tampered with", expected);

    /// <summary>The content is longer or shorter than promised.</summary>
    public static DigestMismatchException ForSize(Digest expected, long size, long actual) =>
        new(actual > size
            ? $"content of {expected} is longer than the {size} bytes expected"
            : $"content of {expected} ends after {actual} of {size} bytes", expected);
}
