using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Sends a signal to a container's init.</summary>
internal sealed class KillCommand : Command
{
    private readonly Globals globals;
    private readonly FlagOption all;

    internal KillCommand(Globals globals)
    {
        this.globals = globals;
        all = Options.Flag("all", 'a', "send it to every process of the container");
    }

    public override string Summary => "Send a signal to a container";

    public override string Usage => "[OPTIONS] ID [SIGNAL]";

    public override Arity Arity => Arity.Between(1, 2);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        int signal = SignalNames.Parse(arguments.Count > 1 ? arguments[1] : "SIGTERM");
        Container container = Container.Open(globals.Store, arguments[0]);
        if (all.Value)
        {
            container.KillAll(signal);
        }
        else
        {
            container.Kill(signal);
        }

        return 0;
    }
}
