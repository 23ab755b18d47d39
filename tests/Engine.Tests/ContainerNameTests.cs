using MiniDocker.Engine.Containers;

namespace MiniDocker.Engine.Tests;

/// <summary>Names and ids that nobody chose.</summary>
public sealed class ContainerNameTests
{
    [Fact]
    public void Random_is_a_valid_name_of_two_words()
    {
        for (int i = 0; i < 200; i++)
        {
            string name = ContainerName.Random(0);
            ContainerName.Check(name);
            Assert.Matches("^[a-z]+_[a-z]+$", name);
        }
    }

    [Fact]
    public void Random_after_collisions_ends_in_a_digit() =>
        Assert.Matches("^[a-z]+_[a-z]+[0-9]+$", ContainerName.Random(3));

    [Fact]
    public void Check_takes_the_longest_name_and_no_longer()
    {
        ContainerName.Check(new string('a', EngineLimits.NameLengthMax));
        Assert.Throws<EngineException>(
            () => ContainerName.Check(new string('a', EngineLimits.NameLengthMax + 1)));
    }

    [Fact]
    public void New_ids_are_64_digits_and_never_again()
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(_ => ContainerId.New())];

        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{64}$", id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(12, ContainerId.Short(ids[0]).Length);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("deadbeef", true)]
    [InlineData("", false)]
    [InlineData("DEAD", false)]
    [InlineData("web", false)]
    public void IsPrefix_takes_hexadecimal_digits(string text, bool expected) =>
        Assert.Equal(expected, ContainerId.IsPrefix(text));
}
