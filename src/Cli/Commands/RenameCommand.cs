using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

/// <summary><c>rename</c>: gives a container another name.</summary>
internal sealed class RenameCommand(Session session) : Command
{
    public override string Summary => "Rename a container";

    public override string Usage => "CONTAINER NEW_NAME";

    public override Arity Arity => Arity.Exactly(2);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container rename", "minidocker rename"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        new ContainerLifecycle(session.Containers).Rename(
            session.Containers.Find(arguments[0]), arguments[1]);
        return 0;
    }
}
