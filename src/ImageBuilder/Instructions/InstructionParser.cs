using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>Logical lines to typed instructions. One method an instruction, one table.</summary>
internal sealed partial class InstructionParser(char escape)
{
    private static readonly string[] Keywords =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK",
        "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME",
        "WORKDIR",
    ];

    /// <summary>All instructions of a Dockerfile.</summary>
    internal static IReadOnlyList<Instruction> ParseAll(DockerfileSource source)
    {
        LogicalLineReader reader = new(source);
        IReadOnlyList<LogicalLine> lines = reader.ReadAll();
        InstructionParser parser = new(reader.Directives.Escape);
        return [.. lines.Select(parser.Parse)];
    }

    /// <summary>One instruction.</summary>
    /// <exception cref="DockerfileException">It is none, or its arguments are wrong.</exception>
    internal Instruction Parse(LogicalLine line)
    {
        try
        {
            return Dispatch(line);
        }
        catch (DockerfileException error)
        {
            string message = $"dockerfile parse error on line {line.Lines.First}: {error.Message}";
            throw new DockerfileException(message, error.Lines ?? line.Lines, error);
        }
    }

    private Instruction Dispatch(LogicalLine line)
    {
        (string word, string rest) = Words.SplitFirst(line.Text);
        string keyword = word.ToUpperInvariant();
        return keyword switch
        {
            "ADD" or "COPY" => ParseCopy(keyword, rest, line),
            "ARG" => ParseArg(rest, line),
            "CMD" => new CmdInstruction(ParseCommand(rest))
            {
                Text = line.Text,
                Lines = line.Lines,
            },
            "ENTRYPOINT" => new EntrypointInstruction(ParseCommand(rest))
            {
                Text = line.Text,
                Lines = line.Lines,
            },
            "ENV" => new EnvInstruction(ParsePairs(keyword, NoFlags(rest)))
            {
                Text = line.Text,
                Lines = line.Lines,
            },
            "EXPOSE" => new ExposeInstruction(AtLeastOne(keyword, NoFlags(rest)))
            {
                Text = line.Text,
                Lines = line.Lines,
            },
            "FROM" => ParseFrom(rest, line),
            "HEALTHCHECK" => ParseHealthcheck(rest, line),
            "LABEL" => new LabelInstruction(ParsePairs(keyword, NoFlags(rest)))
            {
                Text = line.Text,
                Lines = line.Lines,
            },
            "MAINTAINER" => new MaintainerInstruction(ExactlyOne(keyword, NoFlags(rest)))
            {
                Text = line.Text,
                Lines = line.Lines,
            },
            "ONBUILD" => ParseOnbuild(rest, line),
            "RUN" => ParseRun(rest, line),
            "SHELL" => ParseShell(rest, line),
            "STOPSIGNAL" => new StopSignalInstruction(ExactlyOne(keyword, rest))
            {
                Text = line.Text,
                Lines = line.Lines,
            },
            "USER" => new UserInstruction(ExactlyOne(keyword, NoFlags(rest)))
            {
                Text = line.Text,
                Lines = line.Lines,
            },
            "VOLUME" => ParseVolume(rest, line),
            "WORKDIR" => new WorkdirInstruction(ExactlyOne(keyword, NoFlags(rest)))
            {
                Text = line.Text,
                Lines = line.Lines,
            },
            _ => throw new DockerfileException(
                $"unknown instruction: {word}{Suggestion.For(keyword, Keywords)}"),
        };
    }

    /// <summary>The text after an instruction that has no flags at all.</summary>
    private static string NoFlags(string rest)
    {
        (List<string> words, string text) = FlagReader.Split(rest);
        new Flags(words).RejectRest();
        return text;
    }

    private static string ExactlyOne(string keyword, string rest)
    {
        string trimmed = rest.Trim();
        return trimmed.Length > 0
            ? trimmed
            : throw new DockerfileException($"{keyword} requires exactly one argument");
    }

    private static List<string> AtLeastOne(string keyword, string rest)
    {
        List<string> words = Words.SplitAtSpaces(rest);
        return words.Count > 0
            ? words
            : throw new DockerfileException($"{keyword} requires at least one argument");
    }

    private static CommandLine ParseCommand(string rest)
    {
        string text = NoFlags(rest);
        return JsonWords.TryParse(text) is { } words
            ? new CommandLine(true, words)
            : new CommandLine(false, text.Length > 0 ? [text] : []);
    }

    /// <summary><c>a=b c="d e"</c>, or the old form <c>a the whole rest</c>.</summary>
    private List<KeyValue> ParsePairs(string keyword, string rest)
    {
        List<string> words = Words.Split(rest, escape);
        if (words.Count == 0)
        {
            throw new DockerfileException($"{keyword} requires at least one argument");
        }

        if (!words[0].Contains('='))
        {
            (string key, string value) = Words.SplitFirst(rest);
            return value.Length > 0
                ? [new KeyValue(key, value)]
                : throw new DockerfileException($"{keyword} must have two arguments");
        }

        List<KeyValue> pairs = [];
        foreach (string word in words)
        {
            int equals = word.IndexOf('=');
            if (equals < 0)
            {
                throw new DockerfileException(
                    $"Syntax error - can't find = in \"{word}\". Must be of the form: name=value");
            }

            if (equals == 0)
            {
                throw new DockerfileException($"{keyword} names can not be blank");
            }

            pairs.Add(new KeyValue(word[..equals], word[(equals + 1)..]));
        }

        return pairs;
    }
}
