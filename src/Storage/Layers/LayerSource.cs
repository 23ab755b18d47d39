using MiniDocker.Oci;

namespace MiniDocker.Storage.Layers;

/// <summary>A layer that is to be applied.</summary>
/// <param name="DiffId">The digest that its uncompressed tar must have.</param>
/// <param name="Open">Opens the tar, compressed or not; called at most once, perhaps on another
/// thread, and not at all if the layer is there already. The store disposes the stream.</param>
/// <param name="SizeBytes">A guess of its size, to start with the largest; 0 if unknown.</param>
public sealed record LayerSource(DiffId DiffId, Func<Stream> Open, long SizeBytes = 0);
