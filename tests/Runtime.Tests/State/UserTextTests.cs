using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Tests.State;

public sealed class UserTextTests
{
    [Fact]
    public void Parse_uid_and_gid_gives_both() =>
        Assert.Equal((1000u, (uint?)50), UserText.Parse("1000:50"));

    [Fact]
    public void Parse_uid_alone_leaves_the_group_open() =>
        Assert.Equal((1u, (uint?)null), UserText.Parse("1"));

    [Theory]
    [InlineData("")]
    [InlineData("root")]
    [InlineData("1x")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1:")]
    [InlineData("1:a")]
    [InlineData("4294967295")]
    public void Parse_what_is_no_number_is_refused(string text) =>
        Assert.Throws<ContainerException>(() => UserText.Parse(text));
}
