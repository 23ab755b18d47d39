using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Thaws a container.</summary>
internal sealed class ResumeCommand(Globals globals) : Command
{
    public override string Summary => "Resume all processes of a paused container";

    public override string Usage => "ID";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        Container.Open(globals.Store, arguments[0]).Resume();
        return 0;
    }
}
