using System.Text;
using MiniDocker.Engine.Containers;
using MiniDocker.TestKit;

namespace MiniDocker.Engine.Tests;

/// <summary>What <c>logs</c> shows of files in Docker's json-file format.</summary>
public sealed class ContainerLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Read_oldest_file_first()
    {
        Write("container.log.2", Line(1));
        Write("container.log.1", Line(2));
        Write("container.log", Line(3) + Line(4));

        Assert.Equal(["1", "2", "3", "4"], Read(new()));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "2,3")]
    [InlineData(9, "1,2,3")]
    public void Read_tail_counts_from_the_end(int tail, string expected)
    {
        Write("container.log.1", Line(1));
        Write("container.log", Line(2) + Line(3));

        Assert.Equal(expected, string.Join(',', Read(new() { Tail = tail })));
    }

    [Fact]
    public void Read_since_and_until_include_their_borders()
    {
        Write("container.log", Line(1) + Line(2) + Line(3) + Line(4));

        LogQuery query = new() { Since = Time(2), Until = Time(3) };
        Assert.Equal(["2", "3"], Read(query));
        Assert.Equal(["3"], Read(query with { Tail = 1 }));
    }

    [Fact]
    public void Read_line_that_a_crash_cut_short_is_left_out()
    {
        Write("container.log.1", Line(1) + Line(9)[..20]);
        Write("container.log", Line(2) + "{\"log\":\"\n" + Line(3));

        Assert.Equal(["1", "2", "3"], Read(new()));
    }

    [Fact]
    public void Read_line_longer_than_any_the_shim_writes_is_left_out()
    {
        string huge = Line(1).Replace("1\\n", new('x', EngineLimits.LogLineBytesMax));
        Write("container.log", huge + Line(2));

        Assert.Equal(["2"], Read(new()));
    }

    [Fact]
    public void Read_keeps_bytes_and_stream()
    {
        Write("container.log", Line(1).Replace("stdout", "stderr").Replace("1\\n", "\\u00e9\\r"));
        LogEntry entry = default;
        Log(new()).Read(new(), read => entry = read);

        Assert.True(entry.IsError);
        Assert.Equal("é\r", Encoding.UTF8.GetString(entry.Text));
        Assert.Equal("2026-01-01T00:00:01.5Z", entry.Time);
    }

    [Fact]
    public void Read_never_started_is_empty() => Assert.Empty(Read(new()));

    [Fact]
    public void Read_driver_none_is_refused()
    {
        HostConfig host = new() { LogConfig = new() { Type = "none" } };

        Assert.Equal("configured logging driver does not support reading",
            Assert.Throws<EngineException>(() => Log(host).Read(new(), _ => { })).Message);
    }

    private List<string> Read(LogQuery query)
    {
        List<string> lines = [];
        Log(new()).Read(query, entry => lines.Add(Encoding.UTF8.GetString(entry.Text).Trim()));
        return lines;
    }

    private ContainerLog Log(HostConfig host) => new(new Container(_directory.Path,
        new ContainerRecord { Id = new('a', 64), Name = "web", HostConfig = host }));

    private void Write(string name, string text) => File.WriteAllText(_directory[name], text);

    private static string Line(int number) =>
        $$"""{"log":"{{number}}\n","stream":"stdout","time":"2026-01-01T00:00:0{{number}}.5Z"}"""
        + "\n";

    private static DateTimeOffset Time(int second) =>
        new(2026, 1, 1, 0, 0, second, 500, TimeSpan.Zero);
}
