using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.Engine.Images;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>rmi</c>: takes names away, and with the last one the image.</summary>
internal sealed class RmiCommand : Command
{
    private readonly Session _session;
    private readonly FlagOption _force;

    internal RmiCommand(Session session)
    {
        _session = session;
        _force = Options.Flag("force", 'f', "Force removal of the image");
        Options.NotYet("no-prune", "there are no untagged parents to keep", takesValue: false);
    }

    public override string Summary => "Remove one or more images";

    public override string Usage => "[OPTIONS] IMAGE [IMAGE...]";

    public override Arity Arity => Arity.AtLeast(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        int code = 0;
        foreach (string name in arguments)
        {
            try
            {
                foreach (string line in
                    new ImageRemoval(_session.Storage).Remove(name, _force.Value))
                    Console.Out.WriteLine(line);
            }
            catch (ImageNotFoundException) when (_force.Value)
            {
                continue; // gone is what was asked for
            }
            catch (Exception e) when (e is ImageNotFoundException or EngineException
                or ImageException)
            {
                Console.Error.WriteLine($"Error: {e.Message}");
                code = 1;
            }
        }
        return code;
    }
}
