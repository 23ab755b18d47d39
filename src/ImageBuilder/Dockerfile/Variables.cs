namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>The value of a name; null when it is not set, which is not the same as empty.</summary>
internal delegate string? Variables(string name);
