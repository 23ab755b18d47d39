using MiniDocker.Cli.Commands;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Templates;
using MiniDocker.Engine;

namespace MiniDocker.Cli;

/// <summary>The program around its commands: every failure becomes one line and an exit code.
/// </summary>
internal static class Entry
{
    internal static int Run(string[] words)
    {
        Session session = new();
        Application application = new("minidocker", new RootCommand(session));
        try
        {
            return application.Run(words);
        }
        catch (Exception e) when (!session.IsDebug && IsExpected(e))
        {
            Console.Error.WriteLine(e is EngineException { ExitCode: 1 }
                ? $"Error: {e.Message}"
                : $"{application.Name}: {e.Message}");
            return e is EngineException engine ? engine.ExitCode : session.FailureCode;
        }
    }

    // What a person or the machine can cause. Anything else is a bug and shows its stack.
    internal static bool IsExpected(Exception e) =>
        e is EngineException or TemplateException or IOException or UnauthorizedAccessException
            or OperationCanceledException or FormatException
            or Oci.OciFormatException
            || e.GetType().Namespace?.StartsWith("MiniDocker", StringComparison.Ordinal) == true;
}
