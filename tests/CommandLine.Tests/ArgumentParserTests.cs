namespace MiniDocker.CommandLine.Tests;

/// <summary>Docker's way of writing flags, through a command that records what it was given.
/// </summary>
public sealed class ArgumentParserTests
{
    [Fact]
    public void Run_flags_of_the_program_after_the_image_are_its_own()
    {
        Probe probe = Parse("-m", "5m", "alpine", "grep", "-e", "foo", "--rm", "-x");

        Assert.Equal(5L << 20, probe.Memory.Value);
        Assert.False(probe.Remove.Value);
        Assert.Equal(["alpine", "grep", "-e", "foo", "--rm", "-x"], probe.Arguments);
    }

    [Fact]
    public void Cluster_of_letters_sets_each_switch()
    {
        Probe probe = Parse("-it", "alpine", "sh");

        Assert.True(probe.Interactive.Value);
        Assert.True(probe.Tty.Value);
        Assert.Equal(["alpine", "sh"], probe.Arguments);
    }

    [Fact]
    public void Repeated_flag_keeps_every_value_in_order()
    {
        Probe probe = Parse("-e", "A=1", "--env", "B=2", "--env=C=3", "alpine");

        Assert.Equal(["A=1", "B=2", "C=3"], probe.Env.Values);
    }

    [Theory]
    [InlineData("--memory=5m")]
    [InlineData("-m5m")]
    [InlineData("-m=5m")]
    public void Value_may_be_glued_to_its_flag(string word) =>
        Assert.Equal(5L << 20, Parse(word, "alpine").Memory.Value);

    [Fact]
    public void Mistyped_flag_is_refused_with_the_nearest_name()
    {
        UsageException e = Assert.Throws<UsageException>(() => Parse("--memroy", "5", "alpine"));

        Assert.Equal("unknown flag: --memroy (did you mean --memory?)", e.Message);
    }

    [Fact]
    public void Two_dashes_end_the_flags()
    {
        Probe probe = Parse("-i", "--", "--rm");

        Assert.Equal(["--rm"], probe.Arguments);
        Assert.False(probe.Remove.Value);
    }

    [Theory]
    [InlineData("unknown shorthand flag: 'Z' in -Z", "-Z")]
    [InlineData("flag needs an argument: --memory", "--memory")]
    [InlineData("flag needs an argument: 'm' in -m", "-m")]
    [InlineData("bad flag syntax: --=x", "--=x")]
    [InlineData(
        "invalid argument \"5x\" for \"-m, --memory\" flag: invalid suffix: 'x'", "-m5x")]
    [InlineData(
        "invalid argument \"foo\" for \"--rm\" flag: expected true or false", "--rm=foo")]
    [InlineData("--publish is not supported yet: bridge networks come later", "-p80:80")]
    public void Wrong_flag_is_named(string message, string word) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => Parse(word)).Message);

    [Fact]
    public void Switch_can_be_turned_off() => Assert.False(Parse("--rm=false", "x").Remove.Value);

    [Fact]
    public void Mixed_order_takes_flags_behind_arguments()
    {
        OptionSet options = [];
        FlagOption force = options.Flag("force", 'f', "");
        CountOption verbose = options.Count("verbose", 'v', "");

        string[] rest = ArgumentParser.Parse(
            options, ArgumentOrder.Mixed, ["a", "-f", "b", "-vv", "-v"]);

        Assert.Equal(["a", "b"], rest);
        Assert.True(force.Value);
        Assert.Equal(3, verbose.Value);
    }

    private static Probe Parse(params string[] words)
    {
        Probe probe = new();
        probe.Arguments = ArgumentParser.Parse(probe.Options, ArgumentOrder.FlagsFirst, words);
        return probe;
    }

    private sealed class Probe
    {
        internal OptionSet Options { get; } = [];
        internal FlagOption Interactive { get; }
        internal FlagOption Tty { get; }
        internal FlagOption Remove { get; }
        internal ListOption Env { get; }
        internal ValueOption<long?> Memory { get; }
        internal string[] Arguments { get; set; } = [];

        internal Probe()
        {
            Interactive = Options.Flag("interactive", 'i', "");
            Tty = Options.Flag("tty", 't', "");
            Remove = Options.Flag("rm", "");
            Env = Options.List("env", 'e', "");
            Memory = Options.Bytes("memory", 'm', "");
            Options.NotYet("publish", "bridge networks come later", 'p');
        }
    }
}
