using MiniDocker.Oci;

namespace MiniDocker.Storage.Images;

/// <summary>An image that was loaded.</summary>
/// <param name="Image">The image, for this machine if the archive has it.</param>
/// <param name="Names">The names it was given; empty when the archive had none.</param>
public sealed record LoadedImage(Image Image, IReadOnlyList<ImageReference> Names);
