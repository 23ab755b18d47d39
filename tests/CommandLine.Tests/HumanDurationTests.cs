namespace MiniDocker.CommandLine.Tests;

/// <summary>Ages in tables, at the borders between two units where Docker puts them.</summary>
public sealed class HumanDurationTests
{
    [Theory]
    [InlineData(-5, "Less than a second")]
    [InlineData(0.9, "Less than a second")]
    [InlineData(1.9, "1 second")]
    [InlineData(59.9, "59 seconds")]
    [InlineData(119, "About a minute")]
    [InlineData(120, "2 minutes")]
    [InlineData(3599, "59 minutes")]
    [InlineData(3600 * 1.4, "About an hour")]
    [InlineData(3600 * 1.5, "2 hours")]
    [InlineData(3600 * 47.4, "47 hours")]
    [InlineData(3600 * 47.6, "2 days")]
    [InlineData(86400 * 13, "13 days")]
    [InlineData(86400 * 14, "2 weeks")]
    [InlineData(86400 * 60, "2 months")]
    [InlineData(86400 * 730, "2 years")]
    public void Format_rounds_as_Docker(double seconds, string words) =>
        Assert.Equal(words, HumanDuration.Format(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Ago_time_that_is_not_known_is_NA()
    {
        Assert.Equal("N/A", HumanDuration.Ago(null));
        Assert.Equal("N/A", HumanDuration.Ago(DateTimeOffset.UnixEpoch));
        Assert.Equal("3 weeks ago", HumanDuration.Ago(DateTimeOffset.UtcNow.AddDays(-22)));
    }
}
