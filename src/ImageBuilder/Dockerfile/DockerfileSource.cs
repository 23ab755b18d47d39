using System.Text;

namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>A Dockerfile's text and the name that errors call it by.</summary>
public sealed class DockerfileSource
{
    private const string Rule = "--------------------";
    private const int ContextLines = 2;

    private DockerfileSource(string name, string[] lines)
    {
        Name = name;
        Lines = lines;
    }

    /// <summary>The name an error prints before the line number.</summary>
    public string Name { get; }

    /// <summary>The physical lines without their ends.</summary>
    internal string[] Lines { get; }

    /// <summary>Takes the bytes of a Dockerfile: UTF-8, a byte order mark allowed.</summary>
    /// <exception cref="DockerfileException">Too large, or no UTF-8.</exception>
    public static DockerfileSource FromBytes(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BuilderLimits.DockerfileBytesMax)
        {
            throw new DockerfileException(
                $"{name} is larger than {BuilderLimits.DockerfileBytesMax} bytes");
        }

        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        ReadOnlySpan<byte> content = bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes;
        return FromText(name, Encoding.UTF8.GetString(content));
    }

    /// <summary>The same from text.</summary>
    internal static DockerfileSource FromText(string name, string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].TrimEnd('\r');
        }

        // A final line end starts no further line.
        return new DockerfileSource(name, lines[^1].Length == 0 ? lines[..^1] : lines);
    }

    /// <summary>
    /// The lines around a place, as BuildKit prints them: <c>&gt;&gt;&gt;</c> before those meant.
    /// </summary>
    public string Excerpt(LineRange range)
    {
        int last = Math.Min(range.Last, Lines.Length);
        int first = Math.Clamp(range.First, 1, Math.Max(1, last));
        StringBuilder text = new();
        text.Append(Name).Append(':').Append(first).Append('\n').Append(Rule).Append('\n');
        int from = Math.Max(1, first - ContextLines);
        int to = Math.Min(Lines.Length, last + ContextLines);
        for (int number = from; number <= to; number++)
        {
            string marker = number >= first && number <= last ? ">>>" : "   ";
            text.Append($"{number,4} | {marker} {Lines[number - 1]}\n");
        }

        return text.Append(Rule).ToString();
    }
}
