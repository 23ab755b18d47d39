using System.Text.Json.Nodes;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Tables;
using MiniDocker.Engine.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>system df</c>: what takes how much of the disk.</summary>
internal sealed class SystemDfCommand : Command
{
    private static readonly (string Field, string Heading)[] Headers =
    [
        ("Type", "TYPE"), ("TotalCount", "TOTAL"), ("Active", "ACTIVE"), ("Size", "SIZE"),
        ("Reclaimable", "RECLAIMABLE"),
    ];

    private readonly Session _session;
    private readonly ValueOption<string?> _format;

    internal SystemDfCommand(Session session)
    {
        _session = session;
        _format = Options.Text("format", "Format output: table, json, or a Go template");
        Options.NotYet("verbose", "images and ps -s list the parts", 'v', takesValue: false);
    }

    public override string Summary => "Show disk usage";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    protected override int Run(IReadOnlyList<string> arguments)
    {
        new Listing(
            Headers, "{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}")
            .WriteTo(Console.Out, DiskUsage.Of(_session.Storage).Select(Row), _format.Value);
        return 0;
    }

    private static JsonObject Row(DiskUsageRow row)
    {
        string reclaimable = ByteSize.FormatDecimal(row.ReclaimableBytes, 4);
        if (row.SizeBytes > 0)
            reclaimable += $" ({row.ReclaimableBytes * 100 / row.SizeBytes}%)";
        return new JsonObject
        {
            ["Active"] = row.Active.ToString(),
            ["Reclaimable"] = reclaimable,
            ["Size"] = ByteSize.FormatDecimal(row.SizeBytes, 4),
            ["TotalCount"] = row.Total.ToString(),
            ["Type"] = row.Type,
        };
    }
}
