using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

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
        try
        {
            using (SafeFileHandle file = File.OpenHandle(
                temporary, FileMode.Create, FileAccess.Write, FileShare.Read))
            {
                RandomAccess.Write(file, content, 0);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// Writes JSON as <see cref="Write"/> does, and on a full disk over the old file: what it
    /// occupies already needs no space. One write, padded with spaces to the old length, so that
    /// no reader finds the end of the old text behind the new one.
    /// </summary>
    /// <exception cref="IOException">The directory is gone, or the new text is too long for the
    /// full disk.</exception>
    internal static void WriteJsonAnyhow(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            Write(path, json);
        }
        catch (IOException e) when (e.HResult == (int)Errno.ENOSPC && File.Exists(path))
        {
            using SafeFileHandle file = File.OpenHandle(
                path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            byte[] padded = new byte[Math.Max(json.Length, RandomAccess.GetLength(file))];
            padded.AsSpan().Fill((byte)' ');
            json.CopyTo(padded);
            RandomAccess.Write(file, padded, 0);
        }
    }
}
