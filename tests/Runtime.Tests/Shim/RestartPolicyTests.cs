using MiniDocker.Runtime.Shim;

namespace MiniDocker.Runtime.Tests.Shim;

public sealed class RestartPolicyTests
{
    [Theory]
    [InlineData("no", 1, 0, false, false)]
    [InlineData("always", 0, 9, false, true)]
    [InlineData("always", 0, 0, true, false)]
    [InlineData("unless-stopped", 3, 0, false, true)]
    [InlineData("on-failure", 0, 0, false, false)]
    [InlineData("on-failure", 1, 100, false, true)]
    [InlineData("on-failure:2", 1, 1, false, true)]
    [InlineData("on-failure:2", 1, 2, false, false)]
    public void ShouldRestart_follows_docker(
        string policy, int exitCode, int count, bool byHand, bool again) => Assert.Equal(
            again, RestartPolicy.Parse(policy).ShouldRestart(exitCode, count, byHand));

    [Theory]
    [InlineData("sometimes")]
    [InlineData("always:3")]
    [InlineData("on-failure:x")]
    [InlineData("on-failure:-1")]
    public void Parse_anything_else_is_refused(string text) =>
        Assert.Throws<FormatException>(() => RestartPolicy.Parse(text));

    [Fact]
    public void Backoff_short_runs_double_the_wait_up_to_a_minute()
    {
        RestartBackoff backoff = new();
        TimeSpan last = TimeSpan.Zero;
        for (int i = 0; i < 12; i++)
        {
            last = backoff.Next(TimeSpan.FromSeconds(1));
            Assert.Equal(Math.Min(100 * Math.Pow(2, i), 60_000), last.TotalMilliseconds);
        }

        Assert.Equal(100, backoff.Next(TimeSpan.FromSeconds(10)).TotalMilliseconds);
    }
}
