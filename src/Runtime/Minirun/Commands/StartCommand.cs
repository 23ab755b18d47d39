using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Lets the program of a created container run.</summary>
internal sealed class StartCommand(Globals globals) : Command
{
    public override string Summary => "Run the program of a created container";

    public override string Usage => "ID";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        Container.Start(globals.Store, arguments[0]);
        return 0;
    }
}
