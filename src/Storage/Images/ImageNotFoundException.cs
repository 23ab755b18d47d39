namespace MiniDocker.Storage.Images;

/// <summary>No image has the name or ID that was asked for, in Docker's words.</summary>
public sealed class ImageNotFoundException(string message) : Exception(message);
