namespace MiniDocker.CommandLine.Tests;

/// <summary>Commands, groups, help pages and exit codes.</summary>
[Collection(nameof(ApplicationTests))]
public sealed class ApplicationTests
{
    [Fact]
    public void Run_known_command_returns_its_code() =>
        Assert.Equal((42, "", ""), Run("box", "open", "x"));

    [Fact]
    public void Run_unknown_command_suggests_the_nearest()
    {
        (int code, _, string error) = Run("box", "opne");

        Assert.Equal(1, code);
        Assert.StartsWith("tool: unknown command: tool box opne (did you mean 'open'?)", error);
    }

    [Fact]
    public void Run_unknown_flag_exits_125_and_points_to_the_help()
    {
        (int code, _, string error) = Run("box", "open", "--lodu", "x");

        Assert.Equal(125, code);
        Assert.Equal(
            "unknown flag: --lodu (did you mean --loud?)\nSee 'tool box open --help'.\n", error);
    }

    [Fact]
    public void Run_without_arguments_repeats_the_usage()
    {
        (int code, _, string error) = Run("box", "open");

        Assert.Equal(1, code);
        Assert.Equal("tool: 'tool box open' requires at least 1 argument\n\n"
            + "Usage:  tool box open [OPTIONS] NAME...\n\nSee 'tool box open --help'.\n", error);
    }

    [Theory]
    [InlineData("box", "open", "--help")]
    [InlineData("box", "help", "open")]
    [InlineData("help", "box", "open")]
    public void Help_prints_usage_and_options(params string[] words)
    {
        (int code, string output, _) = Run(words);

        Assert.Equal(0, code);
        Assert.Equal("Usage:  tool box open [OPTIONS] NAME...\n\nOpen a box\n\n"
            + "Options:\n  -l, --loud   Say so\n", output);
    }

    [Fact]
    public void Help_of_a_group_lists_its_commands()
    {
        (_, string output, _) = Run("box");

        Assert.Contains("Commands:\n  open        Open a box\n", output);
    }

    private static (int Code, string Output, string Error) Run(params string[] words)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        TextWriter oldOutput = Console.Out;
        TextWriter oldError = Console.Error;
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            CommandGroup root = new("A tool",
            [
                new("box", () => new CommandGroup("Boxes", [new("open", () => new Open())])),
            ]);
            int code = new Application("tool", root).Run(words);
            return (code, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(oldOutput);
            Console.SetError(oldError);
        }
    }

    private sealed class Open : Command
    {
        public Open() => Options.Flag("loud", 'l', "Say so");

        public override string Summary => "Open a box";

        public override string Usage => "[OPTIONS] NAME...";

        public override Arity Arity => Arity.AtLeast(1);

        protected override int Run(IReadOnlyList<string> arguments) => 42;
    }
}
