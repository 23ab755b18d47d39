namespace MiniDocker.ImageBuilder.Cache;

/// <summary>One thing that a step's result depends on.</summary>
internal sealed record KeyField(string Name, string Value);
