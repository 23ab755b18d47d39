using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// A container's log in Docker's json-file format, one JSON object per line of output, rotated by
/// size as Docker rotates it: the file is closed by the first entry that finds it full.
/// </summary>
internal sealed class JsonLogFile : IDisposable
{
    private readonly LogConfig config;
    private readonly JsonLogLine stdout = new("stdout");
    private readonly JsonLogLine stderr = new("stderr");
    private SafeFileHandle file;
    private long length;

    /// <summary>Opens the log for appending.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    internal JsonLogFile(LogConfig config)
    {
        this.config = config;
        file = Open(FileMode.OpenOrCreate);
        length = RandomAccess.GetLength(file);
    }

    /// <summary>Logs a piece of output; an unfinished line is kept until its end arrives.</summary>
    internal void Write(ReadOnlySpan<byte> output, bool isStderr)
    {
        JsonLogLine line = isStderr ? stderr : stdout;
        while (!output.IsEmpty)
        {
            output = output[line.Take(output)..];
            if (line.IsComplete)
            {
                Append(line.Finish(DateTime.UtcNow));
            }
        }
    }

    /// <summary>Logs what is left of an unfinished line when the container ends.</summary>
    internal void Flush()
    {
        foreach (JsonLogLine line in (ReadOnlySpan<JsonLogLine>)[stdout, stderr])
        {
            if (!line.IsEmpty)
            {
                Append(line.Finish(DateTime.UtcNow));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Append(ReadOnlySpan<byte> entry)
    {
        if (config.MaxSizeBytes > 0 && length >= config.MaxSizeBytes)
        {
            Rotate();
        }

        RandomAccess.Write(file, entry, length);
        length += entry.Length;
    }

    private void Rotate()
    {
        file.Dispose();
        for (int i = config.MaxFiles - 1; i > 0; i--)
        {
            string older = i == 1 ? config.Path : $"{config.Path}.{i - 1}";
            if (File.Exists(older))
            {
                File.Move(older, $"{config.Path}.{i}", overwrite: true);
            }
        }

        file = Open(FileMode.Create);
        length = 0;
    }

    private SafeFileHandle Open(FileMode mode)
    {
        return File.OpenHandle(
            config.Path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }
}
