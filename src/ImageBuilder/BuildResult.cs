using MiniDocker.Oci;

namespace MiniDocker.ImageBuilder;

/// <summary>A finished build.</summary>
/// <param name="ImageId">The digest of the image's config.</param>
/// <param name="Manifest">The manifest that its names point at.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record BuildResult(
    Digest ImageId, Descriptor Manifest, IReadOnlyList<string> Warnings);
