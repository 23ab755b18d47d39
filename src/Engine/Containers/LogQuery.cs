namespace MiniDocker.Engine.Containers;

/// <summary>Which lines <c>logs</c> shows.</summary>
public sealed record LogQuery
{
    /// <summary>Only the last lines; null for all.</summary>
    public int? Tail { get; init; }

    /// <summary>Only lines from then on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only lines up to then.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Go on with lines as they come, until the container ends.</summary>
    public bool Follow { get; init; }
}
