using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Removes a stopped container.</summary>
internal sealed class DeleteCommand : Command
{
    private readonly Globals globals;
    private readonly FlagOption force;

    internal DeleteCommand(Globals globals)
    {
        this.globals = globals;
        force = Options.Flag("force", 'f', "kill it if it runs; succeed if it does not exist");
    }

    public override string Summary => "Remove a stopped container";

    public override string Usage => "[OPTIONS] ID";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        foreach (string warning in Container.Delete(globals.Store, arguments[0], force.Value))
        {
            globals.Log.Warning(warning);
        }

        return 0;
    }
}
