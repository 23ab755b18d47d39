namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>The physical lines of a Dockerfile, both counted from 1 and both included.</summary>
public readonly record struct LineRange(int First, int Last);
