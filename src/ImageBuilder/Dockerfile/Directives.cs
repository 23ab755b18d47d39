namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>
/// The <c># key=value</c> comments at the very top. The first line that is not one ends them.
/// </summary>
internal sealed class Directives
{
    private static readonly string[] Known = ["escape", "syntax", "check"];

    private readonly Dictionary<string, string> _values = [];
    private bool _ended;

    internal char Escape { get; private set; } = '\\';

    /// <summary>The frontend image asked for; this builder is the only frontend there is.</summary>
    internal string? Syntax => _values.GetValueOrDefault("syntax");

    internal string? Check => _values.GetValueOrDefault("check");

    /// <summary>Takes a physical line if it still belongs to the header.</summary>
    internal void Read(ReadOnlySpan<char> line)
    {
        if (_ended || !TrySplit(line, out string key, out string value))
        {
            _ended = true;
            return;
        }

        if (!_values.TryAdd(key, value))
        {
            throw new DockerfileException($"only one {key} parser directive can be used");
        }

        if (key == "escape")
        {
            Escape = value is "\\" or "`"
                ? value[0]
                : throw new DockerfileException(
                    $"invalid escape token '{value}' does not match ` or \\");
        }
    }

    private static bool TrySplit(ReadOnlySpan<char> line, out string key, out string value)
    {
        key = value = "";
        if (line.IsEmpty || line[0] != '#')
        {
            return false;
        }

        int equals = line.IndexOf('=');
        if (equals < 0)
        {
            return false;
        }

        key = line[1..equals].Trim().ToString().ToLowerInvariant();
        value = line[(equals + 1)..].Trim().ToString();
        return Known.Contains(key) && value.Length > 0;
    }
}
