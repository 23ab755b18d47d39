using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

/// <summary><c>rm</c>: removes containers.</summary>
internal sealed class RmCommand : Command
{
    private readonly Session _session;
    private readonly FlagOption _force;
    private readonly FlagOption _volumes;

    internal RmCommand(Session session)
    {
        _session = session;
        _force = Options.Flag("force", 'f',
            "Force the removal of a running container (uses SIGKILL)");
        _volumes = Options.Flag("volumes", 'v',
            "Remove anonymous volumes associated with the container");
        Options.NotYet("link", "there are no links", 'l', takesValue: false);
    }

    public override string Summary => "Remove one or more containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override Arity Arity => Arity.AtLeast(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container rm", "minidocker container remove", "minidocker rm"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        ContainerLifecycle lifecycle = new(_session.Containers);
        return Session.ForEach(arguments, name =>
        {
            try
            {
                lifecycle.Remove(
                    _session.Containers.Find(name), _force.Value, _volumes.Value);
            }
            catch (EngineException e) when (_force.Value
                && e.Message.StartsWith("No such container", StringComparison.Ordinal))
            {
                Console.Error.WriteLine($"Error: {e.Message}"); // with -f that is no failure
            }
        });
    }
}
