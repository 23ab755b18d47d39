namespace MiniDocker.CommandLine;

/// <summary>
/// One verb. A command declares its flags in its constructor and does its work in
/// <see cref="Run"/>; it is made only when it is called or listed in help.
/// </summary>
public abstract class Command
{
    /// <summary>One line for the list of commands.</summary>
    public abstract string Summary { get; }

    /// <summary>What follows the command's name in the usage line:
    /// <c>[OPTIONS] CONTAINER [CONTAINER...]</c>.</summary>
    public abstract string Usage { get; }

    /// <summary>How many positional arguments it takes.</summary>
    public virtual Arity Arity => Arity.Any;

    /// <summary>Where flags may stand.</summary>
    public virtual ArgumentOrder Order => ArgumentOrder.Mixed;

    /// <summary>Every way to call it, for the help page: <c>minidocker stop</c>.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>More than one line about it, printed after the summary on its help page.</summary>
    public virtual string? Notes => null;

    /// <summary>The words that led here: <c>minidocker container ls</c>.</summary>
    public string Path { get; internal set; } = "";

    /// <summary>Its flags.</summary>
    public OptionSet Options { get; } = new();

    /// <summary>Does the work, after the flags were parsed and the arguments counted.</summary>
    /// <returns>The exit code of the process.</returns>
    protected abstract int Run(IReadOnlyList<string> arguments);

    /// <summary>Parses the words after the command's name and runs it.</summary>
    internal virtual int Invoke(ReadOnlySpan<string> words)
    {
        string[] arguments = ArgumentParser.Parse(Options, Order, words);
        if (Arity.Complaint(Path, arguments.Length) is { } complaint)
        {
            throw new UsageException(complaint) { ShowsUsage = true, ExitCode = 1 };
        }
        return Run(arguments);
    }
}
