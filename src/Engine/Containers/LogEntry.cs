namespace MiniDocker.Engine.Containers;

/// <summary>One piece of a container's output: a line, or the part of one.</summary>
/// <param name="Text">Its bytes, the line's end included.</param>
/// <param name="IsError">It came from stderr.</param>
/// <param name="Time">When, as RFC 3339 with nanoseconds.</param>
public readonly record struct LogEntry(byte[] Text, bool IsError, string Time);
