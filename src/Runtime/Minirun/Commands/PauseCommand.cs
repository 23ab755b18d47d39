using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Freezes a container.</summary>
internal sealed class PauseCommand(Globals globals) : Command
{
    public override string Summary => "Suspend all processes of a container";

    public override string Usage => "ID";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        Container.Open(globals.Store, arguments[0]).Pause();
        return 0;
    }
}
