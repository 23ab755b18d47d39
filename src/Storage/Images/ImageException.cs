namespace MiniDocker.Storage.Images;

/// <summary>An image or an archive of images is damaged, incomplete or ambiguous.</summary>
public sealed class ImageException(string message, Exception? inner = null)
    : IOException(message, inner);
