using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Instructions;

/// <content>FROM, ARG, ONBUILD, SHELL, VOLUME and HEALTHCHECK.</content>
internal sealed partial class InstructionParser
{
    private const long DurationMin = 1_000_000;

    private static FromInstruction ParseFrom(string rest, LogicalLine line)
    {
        (List<string> words, string text) = FlagReader.Split(rest);
        Flags flags = new(words);
        string? platform = flags.Value("platform");
        flags.RejectRest();
        List<string> arguments = Words.SplitAtSpaces(text);
        bool isNamed = arguments.Count == 3
            && arguments[1].Equals("AS", StringComparison.OrdinalIgnoreCase);
        if (arguments.Count != 1 && !isNamed)
        {
            throw new DockerfileException("FROM requires either one or three arguments");
        }

        string? name = isNamed ? arguments[2].ToLowerInvariant() : null;
        if (name is not null && !IsStageName(name))
        {
            throw new DockerfileException(
                $"invalid name for build stage: \"{arguments[2]}\", "
                + "name can't start with a number or contain symbols");
        }

        return new FromInstruction(arguments[0], name, platform)
        {
            Text = line.Text,
            Lines = line.Lines,
        };
    }

    private static bool IsStageName(string name) =>
        char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)
            || c is '-' or '_' or '.');

    private ArgInstruction ParseArg(string rest, LogicalLine line)
    {
        List<string> words = Words.Split(rest, escape);
        if (words.Count == 0)
        {
            throw new DockerfileException("ARG requires at least one argument");
        }

        List<KeyValue> arguments = [];
        foreach (string word in words)
        {
            int equals = word.IndexOf('=');
            if (equals == 0)
            {
                throw new DockerfileException("ARG names can not be blank");
            }

            arguments.Add(equals < 0
                ? new KeyValue(word, null)
                : new KeyValue(word[..equals], word[(equals + 1)..]));
        }

        return new ArgInstruction(arguments) { Text = line.Text, Lines = line.Lines };
    }

    private OnbuildInstruction ParseOnbuild(string rest, LogicalLine line)
    {
        string trigger = NoFlags(rest);
        string keyword = Words.SplitFirst(trigger).First.ToUpperInvariant();
        switch (keyword)
        {
            case "":
                throw new DockerfileException("ONBUILD requires at least one argument");
            case "ONBUILD":
                throw new DockerfileException(
                    "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
            case "MAINTAINER" or "FROM":
                throw new DockerfileException($"{keyword} isn't allowed as an ONBUILD trigger");
            default:
                // A trigger with a mistake is an error of this file, not of the next one.
                Dispatch(line with { Text = trigger });
                return new OnbuildInstruction(WithHeredocs(trigger, line.Heredocs))
                {
                    Text = line.Text,
                    Lines = line.Lines,
                };
        }
    }

    private static string WithHeredocs(string trigger, IReadOnlyList<Heredoc> heredocs) =>
        trigger + string.Concat(heredocs.Select(doc => $"\n{doc.Text}{doc.Name}"));

    private static ShellInstruction ParseShell(string rest, LogicalLine line)
    {
        List<string> words = JsonWords.TryParse(NoFlags(rest))
            ?? throw new DockerfileException("SHELL requires the arguments to be in JSON form");
        return words.Count > 0
            ? new ShellInstruction(words) { Text = line.Text, Lines = line.Lines }
            : throw new DockerfileException("SHELL requires at least one argument");
    }

    private static VolumeInstruction ParseVolume(string rest, LogicalLine line)
    {
        string text = NoFlags(rest);
        List<string> paths = JsonWords.TryParse(text) ?? Words.SplitAtSpaces(text);
        if (paths.Count == 0)
        {
            throw new DockerfileException("VOLUME requires at least one argument");
        }

        return paths.TrueForAll(path => path.AsSpan().Trim().Length > 0)
            ? new VolumeInstruction(paths) { Text = line.Text, Lines = line.Lines }
            : throw new DockerfileException("VOLUME specified can not be an empty string");
    }

    private static HealthcheckInstruction ParseHealthcheck(string rest, LogicalLine line)
    {
        (List<string> words, string text) = FlagReader.Split(rest);
        (string type, string command) = Words.SplitFirst(text);
        Flags flags = new(words);
        CommandLine? check = null;
        switch (type.ToUpperInvariant())
        {
            case "":
                throw new DockerfileException("HEALTHCHECK requires at least one argument");
            case "NONE":
                if (command.Length > 0)
                {
                    throw new DockerfileException("HEALTHCHECK NONE takes no arguments");
                }

                return new HealthcheckInstruction(null, 0, 0, 0, 0, 0)
                {
                    Text = line.Text,
                    Lines = line.Lines,
                };
            case "CMD":
                check = JsonWords.TryParse(command) is { } exec
                    ? new CommandLine(true, exec)
                    : new CommandLine(false, command.Length > 0 ? [command] : []);
                break;
            default:
                throw new DockerfileException(
                    $"Unknown type \"{type.ToUpperInvariant()}\" in HEALTHCHECK (try CMD)");
        }

        if (check.Words.Count == 0)
        {
            throw new DockerfileException("Missing command after HEALTHCHECK CMD");
        }

        HealthcheckInstruction result = new(
            check,
            Duration(flags, "interval"),
            Duration(flags, "timeout"),
            Duration(flags, "start-period"),
            Duration(flags, "start-interval"),
            Retries(flags))
        {
            Text = line.Text,
            Lines = line.Lines,
        };
        flags.RejectRest();
        return result;
    }

    private static long Duration(Flags flags, string name)
    {
        if (flags.Value(name) is not { } text)
        {
            return 0;
        }

        long value = DurationText.TryParse(text)
            ?? throw new DockerfileException($"invalid duration \"{text}\" for --{name}");
        return value is 0 or >= DurationMin
            ? value
            : throw new DockerfileException($"Interval \"{name}\" cannot be less than 1ms");
    }

    private static int Retries(Flags flags)
    {
        if (flags.Value("retries") is not { } text)
        {
            return 0;
        }

        int value = int.TryParse(text, out int number)
            ? number
            : throw new DockerfileException($"--retries is not a number: {text}");
        return value >= 0
            ? value
            : throw new DockerfileException($"--retries cannot be negative ({value})");
    }
}
