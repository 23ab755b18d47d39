using MiniDocker.Oci;

namespace MiniDocker.Storage.Layers;

/// <summary>What the store remembers of a committed layer: its <c>layer.json</c>.</summary>
/// <param name="Chain">The name of the stack whose top this layer is.</param>
/// <param name="Parent">The stack below; empty for a base layer.</param>
/// <param name="DiffId">The digest of the layer's uncompressed tar.</param>
/// <param name="Form">How the contents are kept: <c>unpacked</c> or <c>erofs</c>.</param>
/// <param name="LowerName">What in the layer's directory overlayfs takes.</param>
/// <param name="SizeBytes">Bytes of all regular files, hard links counted once.</param>
/// <param name="Entries">Names in the layer, whiteouts included.</param>
public sealed record LayerRecord(
    ChainId Chain, ChainId Parent, DiffId DiffId, string Form, string LowerName, long SizeBytes,
    long Entries);
