using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Prints a container's state (runtime-spec, "Query State").</summary>
internal sealed class StateCommand(Globals globals) : Command
{
    public override string Summary => "Print a container's state as JSON";

    public override string Usage => "ID";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        ContainerListing listing = Container.Open(globals.Store, arguments[0]).ToListing();
        using Stream output = Console.OpenStandardOutput();
        output.Write(listing.ToJson());
        output.Write("\n"u8);
        return 0;
    }
}
