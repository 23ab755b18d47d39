namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>A name and its value, quotes and variables still in both.</summary>
internal readonly record struct KeyValue(string Key, string? Value);
