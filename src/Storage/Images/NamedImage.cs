using MiniDocker.Oci;

namespace MiniDocker.Storage.Images;

/// <summary>An image and everything that leads to it.</summary>
/// <param name="Image">The image.</param>
/// <param name="References">Its names; one without a name when it has none.</param>
public sealed record NamedImage(Image Image, IReadOnlyList<StoredReference> References)
{
    /// <summary>Its names, without the entry of an image that has none.</summary>
    public IEnumerable<ImageReference> Names =>
        References.Where(r => r.Name is not null).Select(r => r.Name!);

    /// <summary>True when no name leads to it.</summary>
    public bool IsDangling => !Names.Any();
}
