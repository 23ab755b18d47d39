namespace MiniDocker.CommandLine;

/// <summary>A command that only leads to others: <c>image ls</c>, <c>image prune</c>.</summary>
public class CommandGroup(string summary, IReadOnlyList<CommandEntry> entries) : Command
{
    /// <inheritdoc/>
    public override string Summary => summary;

    /// <inheritdoc/>
    public override string Usage => "COMMAND";

    /// <inheritdoc/>
    public override ArgumentOrder Order => ArgumentOrder.FlagsFirst;

    /// <summary>What the group leads to.</summary>
    public IReadOnlyList<CommandEntry> Entries => entries;

    /// <summary>Called after the group's own flags were read and before the command runs.
    /// </summary>
    /// <returns>An exit code to stop with (<c>--version</c>), or null to go on.</returns>
    protected virtual int? OnFlags() => null;

    /// <summary>The group without a command: the help page.</summary>
    protected override int Run(IReadOnlyList<string> arguments) => throw new HelpRequest();

    internal override int Invoke(ReadOnlySpan<string> words)
    {
        string[] rest = ArgumentParser.Parse(Options, Order, words);
        if (OnFlags() is { } code)
        {
            return code;
        }
        if (rest.Length == 0)
        {
            return Run(rest);
        }
        if (rest[0] == "help")
        {
            return ShowHelp(rest);
        }
        Command command = Find(rest[0]);
        Current = command;
        return command.Invoke(rest.AsSpan(1));
    }

    /// <summary>The command the words led to: what an error names.</summary>
    internal Command? Current { get; private set; }

    internal Command Find(string name)
    {
        foreach (CommandEntry entry in entries)
        {
            if (entry.Name == name)
            {
                Command command = entry.Create();
                command.Path = $"{Path} {name}";
                return command;
            }
        }
        List<string> known = [];
        foreach (CommandEntry entry in entries)
        {
            known.Add(entry.Name);
        }
        string? nearest = Suggestion.Nearest(name, known);
        string hint = nearest is null ? "" : $" (did you mean '{nearest}'?)";
        throw new UsageException($"unknown command: {Path} {name}{hint}") { ExitCode = 1 };
    }

    // `help run` is `run --help`, at any depth.
    private int ShowHelp(string[] words)
    {
        Command command = this;
        foreach (string word in words.AsSpan(1))
        {
            command = command is CommandGroup group ? group.Find(word) : command;
        }
        HelpPage.Write(Console.Out, command);
        return 0;
    }
}
