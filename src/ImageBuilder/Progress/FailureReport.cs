using System.Text;
using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Progress;

/// <summary>What a person reads when a build fails: the output, the lines, the reason.</summary>
public static class FailureReport
{
    private const string Rule = "------";

    /// <summary>The report, without a line end.</summary>
    public static string Write(Exception error, DockerfileSource source)
    {
        StringBuilder text = new();
        LineRange? lines = null;
        if (error is BuildException step)
        {
            lines = step.Lines;
            text.Append($"{Rule}\n > {step.Step}:\n");
            foreach (string line in step.Output)
            {
                text.Append(line).Append('\n');
            }

            text.Append(Rule).Append('\n');
        }

        lines ??= (error as DockerfileException)?.Lines;
        if (lines is { } range)
        {
            text.Append(source.Excerpt(range)).Append('\n');
        }

        return text.Append($"ERROR: failed to build: failed to solve: {error.Message}").ToString();
    }
}
