namespace MiniDocker.CommandLine;

/// <summary>Runs a program's commands, or its only one, and turns wrong command lines into
/// messages.</summary>
public sealed class Application(string name, Command root)
{
    /// <summary>The exit code for a wrong flag. Docker's is 125, because codes below belong to
    /// the program in the container.</summary>
    public int UsageExitCode { get; init; } = 125;

    /// <summary>The name in usage lines and messages.</summary>
    public string Name => name;

    /// <summary>Runs the command that the words name.</summary>
    /// <returns>The exit code of the process.</returns>
    public int Run(ReadOnlySpan<string> words)
    {
        root.Path = name;
        try
        {
            return root.Invoke(words);
        }
        catch (HelpRequest)
        {
            HelpPage.Write(Console.Out, Reached());
            return 0;
        }
        catch (UsageException e)
        {
            Complain(e);
            return e.ExitCode ?? UsageExitCode;
        }
    }

    private Command Reached()
    {
        Command command = root;
        while (command is CommandGroup { Current: { } next })
        {
            command = next;
        }
        return command;
    }

    private void Complain(UsageException e)
    {
        Command command = Reached();
        if (e.ShowsUsage)
        {
            Console.Error.WriteLine($"{name}: {e.Message}");
            Console.Error.WriteLine();
            Console.Error.WriteLine($"Usage:  {command.Path} {command.Usage}");
            Console.Error.WriteLine();
        }
        else
        {
            Console.Error.WriteLine(e.ExitCode is null ? e.Message : $"{name}: {e.Message}");
        }
        Console.Error.WriteLine($"See '{command.Path} --help'.");
    }
}
