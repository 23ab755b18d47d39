namespace MiniDocker.Storage.Layers;

/// <summary>One line of <c>docker diff</c>.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Path">The path from the root, with a leading slash.</param>
public readonly record struct LayerChange(LayerChangeKind Kind, string Path);
