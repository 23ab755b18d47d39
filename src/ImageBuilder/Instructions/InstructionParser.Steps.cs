using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Instructions;

/// <content>RUN, COPY and ADD.</content>
internal sealed partial class InstructionParser
{
    private static RunInstruction ParseRun(string rest, LogicalLine line)
    {
        (List<string> words, string text) = FlagReader.Split(rest);
        Flags flags = new(words);
        IReadOnlyList<string> mounts = flags.Values("mount");
        string network = flags.Value("network") ?? "default";
        flags.Refuse("security", "RUN always has Docker's default capabilities and filter");
        flags.Refuse("device", "RUN sees no devices of the host");
        flags.RejectRest();
        if (network is not ("default" or "none" or "host"))
        {
            throw new DockerfileException($"invalid network mode \"{network}\"");
        }

        CommandLine command = JsonWords.TryParse(text) is { } exec
            ? new CommandLine(true, exec)
            : new CommandLine(false, text.Length > 0 ? [text] : []);
        if (command.Words.Count == 0)
        {
            throw new DockerfileException("RUN requires at least one argument");
        }

        return new RunInstruction(command, line.Heredocs, mounts, network)
        {
            Text = line.Text,
            Lines = line.Lines,
        };
    }

    private static CopyInstruction ParseCopy(string keyword, string rest, LogicalLine line)
    {
        (List<string> words, string text) = FlagReader.Split(rest);
        bool isAdd = keyword == "ADD";
        Flags flags = new(words);
        string? owner = flags.Value("chown");
        string? mode = flags.Value("chmod");
        bool link = flags.Boolean("link") ?? false;
        bool parents = !isAdd && (flags.Boolean("parents") ?? false);
        IReadOnlyList<string> excludes = flags.Values("exclude");
        string? from = isAdd ? null : flags.Value("from");
        bool? unpack = isAdd ? flags.Boolean("unpack") : null;
        if (isAdd)
        {
            flags.Refuse("checksum", "it is for remote sources");
            flags.Refuse("keep-git-dir", "it is for Git sources");
        }

        flags.RejectRest();
        List<string> paths = JsonWords.TryParse(text) ?? Words.SplitAtSpaces(text);
        if (paths.Count < 2)
        {
            throw new DockerfileException(paths.Count == 0
                ? $"{keyword} requires at least one argument"
                : $"{keyword} requires at least two arguments, but only one was provided. "
                    + "Destination could not be determined");
        }

        if (line.Heredocs.Count > 0 && Heredoc.TryParse(paths[^1]) is not null)
        {
            throw new DockerfileException($"{keyword} cannot accept a heredoc as a destination");
        }

        return new CopyInstruction(
            isAdd,
            [.. paths[..^1].Where(path => line.Heredocs.Count == 0
                || Heredoc.TryParse(path) is null)],
            line.Heredocs,
            paths[^1],
            from,
            owner,
            mode,
            link,
            parents,
            excludes,
            unpack)
        {
            Text = line.Text,
            Lines = line.Lines,
        };
    }
}
