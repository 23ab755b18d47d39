using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

/// <summary><c>kill</c>: a signal to the first process of containers.</summary>
internal sealed class KillCommand : Command
{
    private readonly Session _session;
    private readonly ValueOption<string?> _signal;

    internal KillCommand(Session session)
    {
        _session = session;
        _signal = Options.Text("signal", 's', "Signal to send to the container");
    }

    public override string Summary => "Kill one or more running containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override Arity Arity => Arity.AtLeast(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container kill", "minidocker kill"];

    protected override int Run(IReadOnlyList<string> arguments) =>
        Session.ForEach(arguments, name => ContainerLifecycle.Kill(
            _session.Containers.Find(name), _signal.Value ?? "SIGKILL"));
}
