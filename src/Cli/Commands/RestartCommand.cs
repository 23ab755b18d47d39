using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

/// <summary><c>restart</c>: stop and start.</summary>
internal sealed class RestartCommand : Command
{
    private readonly Session _session;
    private readonly ValueOption<string?> _signal;
    private readonly ValueOption<long?> _timeout;

    internal RestartCommand(Session session)
    {
        _session = session;
        _signal = Options.Text("signal", 's', "Signal to send to the container");
        _timeout = Options.Add(new ValueOption<long?>("timeout", 't', "int",
            "Seconds to wait before killing the container", null, StopCommand.ParseSeconds)
        {
            Alias = "time",
        });
    }

    public override string Summary => "Restart one or more containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override Arity Arity => Arity.AtLeast(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container restart", "minidocker restart"];

    protected override int Run(IReadOnlyList<string> arguments) =>
        Session.ForEach(arguments, name =>
        {
            Container container = _session.Containers.Find(name);
            ContainerLifecycle.Stop(container, _signal.Value, (int?)_timeout.Value);
            new ContainerStarter(_session.Containers).Start(container, null)?.Dispose();
        });
}
