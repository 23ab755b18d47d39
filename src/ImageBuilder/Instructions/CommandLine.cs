namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>What RUN, CMD, ENTRYPOINT and a health check start: a text for the shell or an argument
/// list.</summary>
internal sealed record CommandLine(bool IsExec, IReadOnlyList<string> Words)
{
    /// <summary>The arguments to execute, through the shell unless the exec form was
    /// used.</summary>
    internal IReadOnlyList<string> Resolve(IReadOnlyList<string> shell) =>
        IsExec ? Words : [.. shell, Words[0]];
}
