using MiniDocker.Engine.Containers;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Tests;

/// <summary><c>ps --filter</c>: kinds are joined by "and", conditions of a kind by "or".</summary>
public sealed class ContainerFilterTests
{
    private static readonly Container Old = Make("old", 'a', 1);
    private static readonly Container Web = Make("web", 'b', 2);
    private static readonly Container New = Make("new", 'c', 3);

    private static readonly ContainerRuntimeState Exited =
        new() { Status = ContainerRuntimeStatus.Exited, ExitCode = 3 };

    [Theory]
    [InlineData("id=bbbb", true)]
    [InlineData("id=c", false)]
    [InlineData("name=we", true)]
    [InlineData("name=/web", true)]
    [InlineData("label=tier", true)]
    [InlineData("label=tier=front", true)]
    [InlineData("label=tier=back", false)]
    [InlineData("status=exited", true)]
    [InlineData("status=running", false)]
    [InlineData("exited=3", true)]
    [InlineData("exited=0", false)]
    [InlineData("ancestor=busybox", true)]
    [InlineData("ancestor=busybox:latest", true)]
    [InlineData("ancestor=0123456789ab", true)]
    [InlineData("ancestor=0123", false)]
    [InlineData("volume=data", true)]
    [InlineData("volume=/srv", true)]
    [InlineData("network=none", true)]
    [InlineData("network=host", false)]
    [InlineData("before=new", true)]
    [InlineData("before=web", false)]
    [InlineData("since=old", true)]
    [InlineData("since=ccc", false)]
    [InlineData("status=running status=exited", true)]
    [InlineData("status=exited name=other", false)]
    [InlineData("", true)]
    public void Accepts_what_the_conditions_say(string conditions, bool expected) =>
        Assert.Equal(expected, Filter(conditions).Accepts(Web, Exited, [New, Web, Old]));

    [Theory]
    [InlineData("exited=0", true)]
    [InlineData("status=created", true)]
    [InlineData("name=web", false)]
    public void AsksForStopped_needs_no_all(string conditions, bool expected) =>
        Assert.Equal(expected, Filter(conditions).AsksForStopped);

    [Fact]
    public void Accepts_reference_that_does_not_exist_is_named() =>
        Assert.Equal("No such container: ghost", Assert.Throws<EngineException>(
            () => Filter("since=ghost").Accepts(Web, Exited, [Web])).Message);

    private static ContainerFilter Filter(string conditions) =>
        new(conditions.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Container Make(string name, char digit, int day) => new("/none",
        new ContainerRecord
        {
            Id = new(digit, 64),
            Name = name,
            Created = new(2026, 1, day, 0, 0, 0, TimeSpan.Zero),
            ImageId = "sha256:0123456789abcdef",
            Config = new()
            {
                Image = "busybox",
                Labels = new Dictionary<string, string> { ["tier"] = "front" },
            },
            Mounts = [new() { Type = "volume", Name = "data", Destination = "/srv" }],
        });
}
