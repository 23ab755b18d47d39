using MiniDocker.Oci;

namespace MiniDocker.Storage.Images.Archives;

/// <summary>An image found in an archive, and the names that the archive gives it.</summary>
internal sealed record ArchivedImage(Descriptor Target, IReadOnlyList<ImageReference> Names);
