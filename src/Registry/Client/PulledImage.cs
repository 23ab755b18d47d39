using MiniDocker.Oci;

namespace MiniDocker.Registry.Client;

/// <summary>An image whose manifest and config are in the content store.</summary>
/// <param name="Root">What the name points at: an index or a manifest.</param>
/// <param name="Manifest">The manifest of the platform asked for.</param>
/// <param name="Content">That manifest, parsed.</param>
public sealed record PulledImage(Descriptor Root, Descriptor Manifest, ImageManifest Content);
