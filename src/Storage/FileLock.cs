using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Storage;

/// <summary>
/// A lock between processes (and between threads of one): a locked, otherwise empty file. It is
/// released by <see cref="Dispose"/>, and by the kernel when the process dies.
/// </summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file)
    {
        _file = file;
    }

    /// <summary>Takes the lock if nobody is in the way. Creates the file if need be.</summary>
    /// <returns>Null when it is held by somebody else.</returns>
    public static FileLock? TryAcquire(string path, FileLockKind kind)
    {
        SafeFileHandle file = Open(path);
        if (FileLocks.TryLock(file, exclusive: kind == FileLockKind.Exclusive))
            return new FileLock(file);
        file.Dispose();
        return null;
    }

    /// <summary>Takes the lock, waiting for those who hold it.</summary>
    /// <exception cref="OperationCanceledException">The wait was called off.</exception>
    public static FileLock Acquire(
        string path, FileLockKind kind, CancellationToken cancel = default)
    {
        while (true)
        {
            if (TryAcquire(path, kind) is { } taken)
                return taken;
            // flock(2) could wait in the kernel, but Ctrl-C could not call that off.
            cancel.WaitHandle.WaitOne(PollInterval);
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Releases the lock. The file stays: removing it would race with the next one.
    /// </summary>
    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // .NET takes no lock of its own: System.IO.DisableFileLocking in Directory.Build.props.
        return File.OpenHandle(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
    }
}
