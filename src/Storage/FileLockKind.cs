namespace MiniDocker.Storage;

/// <summary>Who else may hold a <see cref="FileLock"/> at the same time.</summary>
public enum FileLockKind
{
    /// <summary>Others who also hold it shared.</summary>
    Shared,

    /// <summary>Nobody.</summary>
    Exclusive,
}
