using MiniDocker.Engine;

namespace MiniDocker.Cli.Commands;

/// <summary>Files with a word a line; blank lines and comments are left out.</summary>
internal static class WordFile
{
    private const long BytesMax = 16 << 20;

    internal static IEnumerable<string> Lines(string path)
    {
        if (!File.Exists(path))
        {
            throw new EngineException($"open {path}: no such file or directory");
        }
        if (new FileInfo(path).Length > BytesMax)
        {
            throw new EngineException($"read {path}: more than {BytesMax} bytes");
        }
        foreach (string line in File.ReadLines(path))
        {
            string start = line.TrimStart();
            if (start.Length > 0 && start[0] != '#')
            {
                yield return line;
            }
        }
    }
}
