using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

/// <summary><c>pause</c>: freezes all processes of containers.</summary>
internal sealed class PauseCommand(Session session) : Command
{
    public override string Summary => "Pause all processes within one or more containers";

    public override string Usage => "CONTAINER [CONTAINER...]";

    public override Arity Arity => Arity.AtLeast(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container pause", "minidocker pause"];

    protected override int Run(IReadOnlyList<string> arguments) => Session.ForEach(
        arguments, name => ContainerLifecycle.Pause(session.Containers.Find(name)));
}
