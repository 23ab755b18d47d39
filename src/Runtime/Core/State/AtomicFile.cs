using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Runtime.State;

/// <summary>Replaces small files so that a reader or a crash sees the old or the new one.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes <paramref name="content"/> to a temporary name beside <paramref name="path"/> and
    /// renames it over. Not flushed to the disk: these files describe processes, which do not
    /// survive the machine either.
    /// </summary>
    /// <exception cref="IOException">The directory is gone or full.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (SafeFileHandle file = File.OpenHandle(
            temporary, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            RandomAccess.Write(file, content, 0);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
