using MiniDocker.Oci;

namespace MiniDocker.Engine.Images;

/// <summary>A step in the transfer of one layer, for a line of progress.</summary>
/// <param name="Layer">The layer's blob; its short form begins the line.</param>
/// <param name="Status">What happens to it.</param>
/// <param name="Current">Bytes done.</param>
/// <param name="Total">Bytes in all; 0 if unknown.</param>
public readonly record struct ImageProgress(
    Digest Layer, ImageProgressStatus Status, long Current, long Total);
