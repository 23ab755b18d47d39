using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Cli.Commands;

/// <summary><c>container prune</c>: removes what does not run.</summary>
internal sealed class ContainerPruneCommand : Command
{
    private readonly Session _session;
    private readonly ListOption _filters;
    private readonly FlagOption _force;

    internal ContainerPruneCommand(Session session)
    {
        _session = session;
        _filters = Options.List(
            "filter", '\0', "Provide filter values (e.g. \"label=<key>=<value>\")", "filter");
        _force = Options.Flag("force", 'f', "Do not prompt for confirmation");
    }

    public override string Summary => "Remove all stopped containers";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    protected override int Run(IReadOnlyList<string> arguments)
    {
        if (!_force.Value && !Confirms())
        {
            return 0;
        }
        ContainerFilter filter = new(_filters.Values);
        ContainerLifecycle lifecycle = new(_session.Containers);
        IReadOnlyList<Container> containers = _session.Containers.List();
        bool any = false;
        foreach (Container container in containers)
        {
            ContainerRuntimeState state = container.ReadState();
            if (state.Status is not (ContainerRuntimeStatus.Created
                    or ContainerRuntimeStatus.Exited or ContainerRuntimeStatus.Dead)
                || !filter.Accepts(container, state, containers))
            {
                continue;
            }
            lifecycle.Remove(container, force: false, volumes: false);
            if (!any)
            {
                Console.Out.WriteLine("Deleted Containers:");
                any = true;
            }
            Console.Out.WriteLine(container.Id);
        }
        if (any)
        {
            Console.Out.WriteLine();
        }
        return 0;
    }

    private static bool Confirms()
    {
        Console.Out.Write("WARNING! This will remove all stopped containers.\n"
            + "Are you sure you want to continue? [y/N] ");
        return Console.In.ReadLine() is "y" or "Y";
    }
}
