using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Makes a container whose program waits for <c>start</c>.</summary>
internal sealed class CreateCommand : Command
{
    private readonly Globals globals;
    private readonly LaunchFlags flags;

    internal CreateCommand(Globals globals)
    {
        this.globals = globals;
        flags = new LaunchFlags(Options);
    }

    public override string Summary => "Create a container that waits for start";

    public override string Usage => "[OPTIONS] ID";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        ContainerRequest request = flags.ToRequest(arguments[0], globals) with
        {
            WaitsForStart = true,
        };
        using CreatedContainer created = Container.Create(globals.Store, request);
        return 0;
    }
}
