namespace MiniDocker.TestKit;

/// <summary>How a command of a test is started.</summary>
public sealed record CommandOptions
{
    public string? Directory { get; init; }

    public byte[]? Input { get; init; }

    public TimeSpan? TimeLimit { get; init; }

    public IReadOnlyDictionary<string, string?> Environment { get; init; } =
        new Dictionary<string, string?>();
}
