namespace MiniDocker.Storage.Tar;

/// <summary>The archive is damaged, hostile, or uses something that is not supported.</summary>
public sealed class TarException(string message) : IOException(message);
