using MiniDocker.CommandLine;
using MiniDocker.Oci;
using MiniDocker.Runtime;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun;

/// <summary>The runtime's process: one command, one thread.</summary>
internal static class MinirunProgram
{
    internal static int Run(string[] words)
    {
        Globals globals = new();
        MinirunCommands commands = new(globals);
        try
        {
            return new Application("minirun", commands) { UsageExitCode = 1 }.Run(words);
        }
        catch (LaunchException e)
        {
            globals.Log.Error(e.Message);
            return ExitCodes.Of(e);
        }
        catch (ContainerException e)
        {
            globals.Log.Error(e.Message);
            return e.ExitCode;
        }
        catch (Exception e) when (e is IOException or OciFormatException or FormatException
            or UnauthorizedAccessException or InvalidDataException)
        {
            globals.Log.Error(e.Message);
            return 1;
        }
    }
}
