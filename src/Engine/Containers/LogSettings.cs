namespace MiniDocker.Engine.Containers;

/// <summary>Docker's "LogConfig".</summary>
public sealed record LogSettings
{
    /// <summary><c>json-file</c> or <c>none</c>.</summary>
    public string Type { get; init; } = "json-file";

    /// <summary><c>max-size</c> and <c>max-file</c>.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } =
        new Dictionary<string, string>();
}
