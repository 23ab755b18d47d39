using MiniDocker.Engine;

namespace MiniDocker.Cli.Commands;

/// <summary><c>-e</c> and <c>--env-file</c>: a name without a value takes this process's.
/// </summary>
internal static class EnvironmentWords
{
    internal static List<string> Read(IReadOnlyList<string> files, IReadOnlyList<string> words)
    {
        List<string> entries = [];
        foreach (string file in files)
        {
            foreach (string line in WordFile.Lines(file))
            {
                Add(entries, line.TrimStart(), file);
            }
        }
        foreach (string word in words)
        {
            Add(entries, word, null);
        }
        return entries;
    }

    private static void Add(List<string> entries, string entry, string? file)
    {
        int equals = entry.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? entry : entry[..equals];
        if (name.Length == 0 || (file is not null && name.Any(char.IsWhiteSpace)))
        {
            throw new EngineException(file is null
                ? $"invalid environment variable: {entry}"
                : $"invalid env file ({file}): variable '{name}' contains whitespaces");
        }
        if (equals >= 0)
        {
            entries.Add(entry);
        }
        else if (Environment.GetEnvironmentVariable(name) is { } value)
        {
            entries.Add($"{name}={value}");
        }
        else if (file is null)
        {
            entries.Add(name); // takes the image's variable away
        }
    }
}
