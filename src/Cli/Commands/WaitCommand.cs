using MiniDocker.CommandLine;
using MiniDocker.Engine;

namespace MiniDocker.Cli.Commands;

/// <summary><c>wait</c>: prints the exit codes of containers when they have ended.</summary>
internal sealed class WaitCommand(Session session) : Command
{
    public override string Summary =>
        "Block until one or more containers stop, then print their exit codes";

    public override string Usage => "CONTAINER [CONTAINER...]";

    public override Arity Arity => Arity.AtLeast(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container wait", "minidocker wait"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        int code = 0;
        foreach (string name in arguments)
        {
            try
            {
                Console.Out.WriteLine(session.Containers.Find(name).Shim.Wait());
            }
            catch (EngineException e)
            {
                Console.Error.WriteLine($"Error: {e.Message}");
                code = 1;
            }
        }
        return code;
    }
}
