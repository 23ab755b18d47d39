using CsCheck;
using MiniDocker.CommandLine.Tables;

namespace MiniDocker.CommandLine.Tests;

/// <summary>Sizes, durations and tables in Docker's spelling.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("64m", 64L << 20)]
    [InlineData("1.5g", 3L << 29)]
    [InlineData("10", 10)]
    [InlineData("10b", 10)]
    [InlineData("2KiB", 2048)]
    [InlineData("-1", -1)]
    public void ByteSize_Parse_reads(string text, long bytes) =>
        Assert.Equal(bytes, ByteSize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("5x")]
    [InlineData("99999999999g")]
    public void ByteSize_Parse_refuses(string text) =>
        Assert.Throws<FormatException>(() => ByteSize.Parse(text));

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(999, "999B")]
    [InlineData(4_240_000, "4.24MB")]
    [InlineData(77_800_000, "77.8MB")]
    [InlineData(1_230_000_000, "1.23GB")]
    public void ByteSize_FormatDecimal_prints(double bytes, string text) =>
        Assert.Equal(text, ByteSize.FormatDecimal(bytes));

    [Theory]
    [InlineData("1h2m3.5s", 3_723_500)]
    [InlineData("250ms", 250)]
    [InlineData("-2m", -120_000)]
    [InlineData("0", 0)]
    public void GoDuration_Parse_reads(string text, double milliseconds) =>
        Assert.Equal(milliseconds, GoDuration.Parse(text).TotalMilliseconds);

    [Theory]
    [InlineData("5")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1x")]
    [InlineData("m")]
    public void GoDuration_Parse_refuses(string text) =>
        Assert.Throws<FormatException>(() => GoDuration.Parse(text));

    [Fact]
    public void GoDuration_Format_is_read_back() => Gen.Long[0, 1L << 40].Sample(ticks =>
        GoDuration.Parse(GoDuration.Format(TimeSpan.FromTicks(ticks))).Ticks == ticks);

    [Fact]
    public void TableWriter_pads_columns_as_Docker_does()
    {
        TableWriter table = new();
        table.Add("CONTAINER ID", "IMAGE", "NAMES");
        table.Add("1234567890ab", "busybox", "calm_turing");
        using StringWriter output = new();
        table.WriteTo(output);

        Assert.Equal("CONTAINER ID   IMAGE     NAMES\n1234567890ab   busybox   calm_turing\n",
            output.ToString());
    }

    [Theory]
    [InlineData("memroy", "memory")]
    [InlineData("volme", "volume")]
    [InlineData("zzz", null)]
    public void Suggestion_Nearest_finds_slips_only(string word, string? expected) =>
        Assert.Equal(expected, Suggestion.Nearest(word, ["memory", "volume", "rm", "env"]));
}
