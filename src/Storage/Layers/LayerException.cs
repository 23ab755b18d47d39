namespace MiniDocker.Storage.Layers;

/// <summary>A layer is hostile, damaged, or not the one that was asked for.</summary>
public sealed class LayerException(string message, Exception? inner = null)
    : IOException(message, inner);
