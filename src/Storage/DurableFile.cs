using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Storage;

/// <summary>
/// Small files that are whole or absent, whatever happens: written beside, flushed, renamed, and
/// the directory flushed.
/// </summary>
public static class DurableFile
{
    private const UnixFileMode DefaultMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static int _sequence;

    /// <summary>
    /// Replaces a file's content in one step. A reader sees the old bytes or the new ones; when
    /// this returns the new ones survive a power loss. Missing directories are created.
    /// </summary>
    /// <exception cref="IOException">The disk is full or broken; the old file is
    /// untouched.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        string temporary =
            $"{directory}/.{Path.GetFileName(path)}.tmp-{Environment.ProcessId}-"
            + $"{Interlocked.Increment(ref _sequence)}";
        try
        {
            using (SafeFileHandle file = File.OpenHandle(
                temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
            {
                File.SetUnixFileMode(file, DefaultMode);
                RandomAccess.Write(file, content, fileOffset: 0);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        DirectorySync.Flush(directory);
    }

    /// <summary>Creates an empty file durably: nothing can be torn, only the name counts.</summary>
    public static void Create(string path)
    {
        string directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        File.Create(path).Dispose();
        DirectorySync.Flush(directory);
    }

    /// <summary>Removes a file durably.</summary>
    /// <returns>False if it was not there.</returns>
    public static bool Delete(string path)
    {
        if (!File.Exists(path))
            return false;
        File.Delete(path);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <summary>True for the name of a file that <see cref="Replace"/> was writing.</summary>
    public static bool IsTemporary(ReadOnlySpan<char> name) =>
        name.Contains(".tmp-", StringComparison.Ordinal);
}
