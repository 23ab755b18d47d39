namespace MiniDocker.Storage;

/// <summary>
/// Something on disk was written by a version of MiniDocker that this one is not.
/// </summary>
public sealed class StorageFormatException : IOException
{
    /// <summary>Creates the error with its finished line.</summary>
    public StorageFormatException(string message) : base(message)
    {
    }
}
