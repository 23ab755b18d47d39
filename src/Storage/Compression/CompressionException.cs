namespace MiniDocker.Storage.Compression;

/// <summary>A compressed stream is damaged, cut off, too large, or of an unsupported kind.
/// </summary>
public sealed class CompressionException(string message, Exception? inner = null)
    : IOException(message, inner);
