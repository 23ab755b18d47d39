using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

/// <summary><c>top</c>: the processes of a container, by the host's ps.</summary>
internal sealed class TopCommand(Session session) : Command
{
    public override string Summary => "Display the running processes of a container";

    public override string Usage => "CONTAINER [ps OPTIONS]";

    public override Arity Arity => Arity.AtLeast(1);

    public override ArgumentOrder Order => ArgumentOrder.FlagsFirst;

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container top", "minidocker top"];

    protected override int Run(IReadOnlyList<string> arguments) =>
        new ContainerTop(session.Containers).Run(
            session.Containers.Find(arguments[0]), [.. arguments.Skip(1)]);
}
