using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

/// <summary><c>unpause</c>: thaws them.</summary>
internal sealed class UnpauseCommand(Session session) : Command
{
    public override string Summary => "Unpause all processes within one or more containers";

    public override string Usage => "CONTAINER [CONTAINER...]";

    public override Arity Arity => Arity.AtLeast(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container unpause", "minidocker unpause"];

    protected override int Run(IReadOnlyList<string> arguments) => Session.ForEach(
        arguments, name => ContainerLifecycle.Resume(session.Containers.Find(name)));
}
