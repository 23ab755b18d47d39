using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Containers;

/// <summary>Reads what the shim writes: Docker's json-file format, oldest file first.</summary>
public sealed class ContainerLog(Container container)
{
    private const int ReadBytes = 64 << 10;
    private const int FollowIntervalMs = 100;

    private readonly List<byte> _partial = [];
    private bool _isTooLong;

    /// <summary>Hands every line that the query asks for to <paramref name="show"/>.</summary>
    /// <exception cref="EngineException">The container keeps no log.</exception>
    public void Read(LogQuery query, Action<LogEntry> show)
    {
        if (container.Record.HostConfig.LogConfig.Type == "none")
        {
            throw new EngineException(
                "configured logging driver does not support reading", 1);
        }
        Queue<LogEntry>? last = query.Tail is null ? null : new();
        void Take(LogEntry entry)
        {
            if (!IsWanted(entry, query))
            {
                return;
            }
            if (last is null)
            {
                show(entry);
                return;
            }
            last.Enqueue(entry);
            if (last.Count > query.Tail)
            {
                last.Dequeue();
            }
        }
        foreach (string rotated in RotatedFiles())
        {
            using SafeFileHandle? old = TryOpen(rotated);
            ReadNew(old, 0, Take);
        }
        SafeFileHandle? file = TryOpen(container.LogPath);
        long position = ReadNew(file, 0, Take);
        foreach (LogEntry entry in last ?? [])
        {
            show(entry);
        }
        last = null;
        if (query.Follow)
        {
            Follow(file, position, Take);
        }
        else
        {
            file?.Dispose();
        }
    }

    private void Follow(SafeFileHandle? file, long position, Action<LogEntry> take)
    {
        while (true)
        {
            // The state is read before the file: what was written before the end is not missed.
            ContainerRuntimeState state = container.ReadState();
            bool goesOn = ContainerLifecycle.IsAlive(state)
                || state.Status == ContainerRuntimeStatus.Restarting;
            position = ReadNew(file, position, take);
            if (file is null || IsReplaced(position))
            {
                file?.Dispose();
                file = TryOpen(container.LogPath);
                position = ReadNew(file, 0, take);
            }
            if (!goesOn)
            {
                file?.Dispose();
                return;
            }
            // Not a sleep: it returns at once when the shim ends.
            using PidFd? shim = PidFd.TryOpen(state.ShimPid);
            shim?.WaitEnd(FollowIntervalMs);
        }
    }

    // Rotation renames the file that is read and starts an empty one at its name.
    private bool IsReplaced(long position)
    {
        FileInfo current = new(container.LogPath);
        return current.Exists && current.Length < position;
    }

    private List<string> RotatedFiles()
    {
        List<string> files = [];
        for (int i = 1; File.Exists($"{container.LogPath}.{i}"); i++)
        {
            files.Insert(0, $"{container.LogPath}.{i}");
        }
        return files;
    }

    private static SafeFileHandle? TryOpen(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private long ReadNew(SafeFileHandle? file, long position, Action<LogEntry> take)
    {
        if (file is null)
        {
            return 0;
        }
        if (position == 0)
        {
            // No line goes on in the next file: what is left was cut short.
            ForgetLine();
        }
        byte[] buffer = new byte[ReadBytes];
        while (RandomAccess.Read(file, buffer, position) is var read and > 0)
        {
            position += read;
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, read);
            while (rest.IndexOf((byte)'\n') is var end and >= 0)
            {
                Gather(rest[..end]);
                rest = rest[(end + 1)..];
                if (!_isTooLong && TryParse([.. _partial], out LogEntry entry))
                {
                    take(entry);
                }
                ForgetLine();
            }
            Gather(rest);
        }
        return position;
    }

    private void Gather(ReadOnlySpan<byte> bytes)
    {
        _isTooLong |= _partial.Count + bytes.Length > EngineLimits.LogLineBytesMax;
        if (!_isTooLong)
        {
            _partial.AddRange(bytes);
        }
    }

    private void ForgetLine()
    {
        _partial.Clear();
        _isTooLong = false;
    }

    private static bool IsWanted(LogEntry entry, LogQuery query)
    {
        if (query.Since is null && query.Until is null)
        {
            return true;
        }
        return Rfc3339.TryParse(entry.Time) is { } time
            && (query.Since is not { } since || time >= since)
            && (query.Until is not { } until || time <= until);
    }

    // A line that a crash cut short is not JSON; the lines around it are shown.
    private static bool TryParse(byte[] line, out LogEntry entry)
    {
        entry = default;
        try
        {
            Utf8JsonReader reader = new(line);
            byte[] text = [];
            bool isError = false;
            string time = "";
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }
                string name = reader.GetString()!;
                reader.Read();
                switch (name)
                {
                    case "log":
                        text = Encoding.UTF8.GetBytes(reader.GetString() ?? "");
                        break;
                    case "stream":
                        isError = reader.ValueTextEquals("stderr"u8);
                        break;
                    case "time":
                        time = reader.GetString() ?? "";
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }
            entry = new LogEntry(text, isError, time);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
