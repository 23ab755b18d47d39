using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Cli.Commands;

/// <summary><c>ps</c>: lists containers.</summary>
internal sealed class PsCommand : Command
{
    private readonly Session _session;
    private readonly FlagOption _all;
    private readonly ListOption _filters;
    private readonly ValueOption<string?> _format;
    private readonly ValueOption<long?> _last;
    private readonly FlagOption _latest;
    private readonly FlagOption _noTruncation;
    private readonly FlagOption _quiet;

    internal PsCommand(Session session)
    {
        _session = session;
        _all = Options.Flag("all", 'a', "Show all containers (default shows just running)");
        _filters = Options.List(
            "filter", 'f', "Filter output based on conditions provided", "filter");
        _format = Options.Text("format", "Format output using a custom template:\n"
            + "'table':            Print output in table format with column headers (default)\n"
            + "'table TEMPLATE':   Print output in table format using the given Go template\n"
            + "'json':             Print in JSON format\n"
            + "'TEMPLATE':         Print output using the given Go template");
        _last = Options.Integer(
            "last", 'n', "Show n last created containers (includes all states)");
        _latest = Options.Flag(
            "latest", 'l', "Show the latest created container (includes all states)");
        _noTruncation = Options.Flag("no-trunc", "Don't truncate output");
        _quiet = Options.Flag("quiet", 'q', "Only display container IDs");
        Options.NotYet("size", "container sizes come later", 's', takesValue: false);
    }

    public override string Summary => "List containers";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    public override IReadOnlyList<string> Aliases =>
    [
        "minidocker container ls", "minidocker container list", "minidocker container ps",
        "minidocker ps",
    ];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        List<ContainerRow> rows = Select();
        if (_quiet.Value)
        {
            foreach (ContainerRow row in rows)
            {
                Console.Out.WriteLine(row.Id);
            }
            return 0;
        }
        ContainerRow.Listing.WriteTo(
            Console.Out, rows.Select(static row => row.ToJson()), _format.Value);
        return 0;
    }

    private List<ContainerRow> Select()
    {
        ContainerFilter filter = new(_filters.Values);
        long last = _latest.Value ? 1 : _last.Value ?? -1;
        bool showsAll = _all.Value || last > 0 || filter.AsksForStopped;
        IReadOnlyList<Container> containers = _session.Containers.List();
        List<ContainerRow> rows = [];
        foreach (Container container in containers)
        {
            ContainerRuntimeState state = container.ReadState();
            bool isUp = ContainerLifecycle.IsAlive(state)
                || state.Status == ContainerRuntimeStatus.Restarting;
            if ((isUp || showsAll) && filter.Accepts(container, state, containers))
            {
                rows.Add(new ContainerRow(container, state, _noTruncation.Value));
            }
            if (rows.Count == last)
            {
                break;
            }
        }
        return rows;
    }
}
