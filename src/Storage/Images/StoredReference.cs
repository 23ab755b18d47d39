using MiniDocker.Oci;

namespace MiniDocker.Storage.Images;

/// <summary>A name in the image store and what it points at.</summary>
/// <param name="Name">The reference; null for an image that no name points at any more.</param>
/// <param name="Target">The image's manifest or index.</param>
/// <param name="Updated">When the name was given.</param>
public sealed record StoredReference(
    ImageReference? Name, Descriptor Target, DateTimeOffset Updated);
