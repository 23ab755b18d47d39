using System.Text;
using System.Text.Json;
using MiniDocker.Runtime.Shim;
using MiniDocker.TestKit;

namespace MiniDocker.Runtime.Tests.Shim;

public sealed class JsonLogFileTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Write_lines_in_pieces_gives_one_entry_per_line()
    {
        using (JsonLogFile log = Open())
        {
            log.Write("he"u8, isStderr: false);
            log.Write("oops\n"u8, isStderr: true);
            log.Write("llo\nwor"u8, isStderr: false);
            log.Flush();
        }

        Assert.Equal(
            [("oops\n", "stderr"), ("hello\n", "stdout"), ("wor", "stdout")], Read("log"));
    }

    [Fact]
    public void Write_control_characters_and_broken_utf8_stays_json()
    {
        using (JsonLogFile log = Open())
        {
            log.Write([.. "a\t\"\\\u0001<é"u8, 0xff, (byte)'\n'], isStderr: false);
        }

        Assert.Equal([("a\t\"\\\u0001<é\ufffd\n", "stdout")], Read("log"));
    }

    [Fact]
    public void Write_line_beyond_the_limit_is_split()
    {
        string line = new('x', ShimLimits.LogLineBytesMax + 10);
        using (JsonLogFile log = Open())
        {
            log.Write(Encoding.UTF8.GetBytes(line + "\n"), isStderr: false);
        }

        List<(string Log, string Stream)> entries = Read("log");
        Assert.Equal(2, entries.Count);
        Assert.Equal(line + "\n", entries[0].Log + entries[1].Log);
    }

    [Fact]
    public void Write_full_file_is_rotated_and_only_so_many_kept()
    {
        using (JsonLogFile log = Open(maxSizeBytes: 1, maxFiles: 2))
        {
            log.Write("1\n2\n3\n"u8, isStderr: false);
        }

        Assert.Equal([("3\n", "stdout")], Read("log"));
        Assert.Equal([("2\n", "stdout")], Read("log.1"));
        Assert.False(File.Exists(directory["log.2"]));
    }

    private JsonLogFile Open(long maxSizeBytes = -1, int maxFiles = 1) => new(new LogConfig
    {
        Path = directory["log"],
        MaxSizeBytes = maxSizeBytes,
        MaxFiles = maxFiles,
    });

    private List<(string Log, string Stream)> Read(string name)
    {
        List<(string, string)> entries = [];
        foreach (string line in File.ReadLines(directory[name]))
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            JsonElement root = entry.RootElement;
            Assert.True(root.GetProperty("time").TryGetDateTimeOffset(out _));
            entries.Add((root.GetProperty("log").GetString()!,
                root.GetProperty("stream").GetString()!));
        }

        return entries;
    }
}
