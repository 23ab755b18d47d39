using System.Diagnostics;
using System.Text;

namespace MiniDocker.TestKit;

/// <summary>What a finished command left: its exit code and all that it wrote.</summary>
public sealed record CommandResult(string Line, int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test, with the command's own words, unless it exited with 0.</summary>
    public CommandResult MustSucceed()
    {
        Assert.True(ExitCode == 0, $"{Line}: exit {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}

/// <summary>Runs other programs as a user would, with a time limit.</summary>
public static class Command
{
    /// <summary>
    /// How long any command of a test may take before it is killed and the test fails.
    /// </summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    public static CommandResult Run(string program, params string[] arguments) =>
        Run(new CommandOptions(), program, arguments);

    public static CommandResult Run(
        CommandOptions options, string program, params string[] arguments)
    {
        using Process process = Start(options, program, arguments);
        using Stream output = process.StandardOutput.BaseStream;
        Task<string> stdout = process.StandardOutput.ReadToEndAsync();
        Task<string> stderr = process.StandardError.ReadToEndAsync();
        if (options.Input is { } input)
        {
            process.StandardInput.BaseStream.Write(input);
        }

        process.StandardInput.Close();
        string line = $"{program} {string.Join(' ', arguments)}";
        if (!process.WaitForExit(options.TimeLimit ?? TimeLimit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{line}: not finished after {options.TimeLimit ?? TimeLimit}");
        }

        return new CommandResult(line, process.ExitCode, stdout.Result, stderr.Result);
    }

    /// <summary>
    /// Starts a program with all three streams redirected; the caller owns the process.
    /// </summary>
    public static Process Start(CommandOptions options, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = options.Directory ?? "",
        };
        foreach ((string name, string? value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
