using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

/// <summary><c>stop</c>: asks containers to end, and ends them when they do not.</summary>
internal sealed class StopCommand : Command
{
    private readonly Session _session;
    private readonly ValueOption<string?> _signal;
    private readonly ValueOption<long?> _timeout;

    internal StopCommand(Session session)
    {
        _session = session;
        _signal = Options.Text("signal", 's', "Signal to send to the container");
        _timeout = Options.Add(new ValueOption<long?>("timeout", 't', "int",
            "Seconds to wait before killing the container", null, ParseSeconds)
        {
            Alias = "time",
        });
    }

    public override string Summary => "Stop one or more running containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override Arity Arity => Arity.AtLeast(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container stop", "minidocker stop"];

    internal static long? ParseSeconds(string text) => int.TryParse(text, out int seconds)
        ? seconds
        : throw new FormatException("expected a number of seconds");

    protected override int Run(IReadOnlyList<string> arguments) =>
        Session.ForEach(arguments, name => ContainerLifecycle.Stop(
            _session.Containers.Find(name), _signal.Value, (int?)_timeout.Value));
}
