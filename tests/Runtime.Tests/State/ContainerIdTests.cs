using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Tests.State;

public sealed class ContainerIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("web_1.2+x-y")]
    [InlineData("..a")]
    public void IsValid_allowed_characters_is_true(string id) =>
        Assert.True(ContainerId.IsValid(id));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ü")]
    public void IsValid_what_is_no_file_name_is_false(string id) =>
        Assert.False(ContainerId.IsValid(id));

    [Fact]
    public void IsValid_longer_than_a_file_name_may_be_is_false() =>
        Assert.False(ContainerId.IsValid(new string('a', 201)));
}
