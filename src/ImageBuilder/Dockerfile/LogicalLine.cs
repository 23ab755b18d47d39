namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>
/// One instruction's text: its physical lines joined, comments inside it gone, and the
/// here-documents that follow it.
/// </summary>
internal sealed record LogicalLine(
    string Text, LineRange Lines, IReadOnlyList<Heredoc> Heredocs, bool HasEmptyContinuation);
