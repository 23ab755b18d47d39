using MiniDocker.Cli.Commands;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Templates;
using MiniDocker.Engine;
using MiniDocker.Linux;

namespace MiniDocker.Cli;

/// <summary>The program around its commands: every failure becomes one line and an exit code.
/// </summary>
internal static class Entry
{
    // 128 and the number of SIGINT, as a shell says it.
    private const int Interrupted = 130;

    internal static int Run(string[] words)
    {
        Session session = new();
        Application application = new("minidocker", new RootCommand(session));
        try
        {
            return application.Run(words);
        }
        catch (OperationCanceledException) when (!session.IsDebug)
        {
            Console.Error.WriteLine($"{application.Name}: interrupted");
            return Interrupted;
        }
        catch (IOException e) when (!session.IsDebug && e.HResult == (int)Errno.ENOSPC)
        {
            Console.Error.WriteLine(
                $"{application.Name}: no space left on the disk of {session.Storage.Path}: "
                + "'minidocker image prune -a' removes images that no container uses");
            return session.FailureCode;
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
            or FormatException or Oci.OciFormatException
            || e.GetType().Namespace?.StartsWith("MiniDocker", StringComparison.Ordinal) == true;
}
