namespace MiniDocker.Cli.Commands;

/// <summary><c>NAME=VALUE</c> words and files of them; a name alone has an empty value.
/// </summary>
internal static class LabelWords
{
    internal static Dictionary<string, string> Read(
        IReadOnlyList<string> files, IReadOnlyList<string> words)
    {
        Dictionary<string, string> labels = [];
        foreach (string file in files)
        {
            foreach (string line in WordFile.Lines(file))
            {
                Add(labels, line.Trim());
            }
        }
        foreach (string word in words)
        {
            Add(labels, word);
        }
        return labels;
    }

    private static void Add(Dictionary<string, string> labels, string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        labels[equals < 0 ? word : word[..equals]] = equals < 0 ? "" : word[(equals + 1)..];
    }
}
