using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Engine.Containers;

/// <summary>
/// Held while a command changes a container. It is a flock on a file in the container directory,
/// so it goes with the process that holds it, however that ends.
/// </summary>
internal sealed class ContainerLock : IDisposable
{
    private const string FileName = "lock";

    private readonly SafeFileHandle _file;

    private ContainerLock(SafeFileHandle file) => _file = file;

    /// <summary>Waits for the lock of a container.</summary>
    /// <exception cref="EngineException">The container went while waiting.</exception>
    internal static ContainerLock Take(string containerDirectory)
    {
        string path = Path.Combine(containerDirectory, FileName);
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete);
        }
        catch (DirectoryNotFoundException)
        {
            throw Gone(containerDirectory);
        }
        FileLocks.Lock(file, exclusive: true);
        if (!File.Exists(path))
        {
            file.Dispose();
            throw Gone(containerDirectory);
        }
        return new ContainerLock(file);
    }

    /// <summary>Takes the lock if nobody holds it.</summary>
    internal static ContainerLock? TryTake(string containerDirectory)
    {
        try
        {
            SafeFileHandle file = File.OpenHandle(
                Path.Combine(containerDirectory, FileName), FileMode.OpenOrCreate,
                FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (FileLocks.TryLock(file, exclusive: true))
            {
                return new ContainerLock(file);
            }
            file.Dispose();
        }
        catch (DirectoryNotFoundException)
        {
            // Gone: then there is nothing to lock.
        }
        return null;
    }

    public void Dispose() => _file.Dispose();

    private static EngineException Gone(string containerDirectory) =>
        new($"No such container: {Path.GetFileName(containerDirectory)}");
}
