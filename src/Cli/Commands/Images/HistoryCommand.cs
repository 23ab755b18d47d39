using System.Text.Json.Nodes;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Tables;
using MiniDocker.Engine.Images;
using MiniDocker.Oci;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>history</c>: how an image came to be.</summary>
internal sealed class HistoryCommand : Command
{
    private const int CreatedByCharsMax = 45;

    private static readonly (string Field, string Heading)[] Headers =
    [
        ("ID", "IMAGE"), ("CreatedSince", "CREATED"), ("CreatedAt", "CREATED AT"),
        ("CreatedBy", "CREATED BY"), ("Size", "SIZE"), ("Comment", "COMMENT"),
    ];

    private readonly Session _session;
    private readonly FlagOption _human, _noTrunc, _quiet;
    private readonly ValueOption<string?> _format, _platform;

    internal HistoryCommand(Session session)
    {
        _session = session;
        _format = Options.Text("format", "Format output: table, json, or a Go template");
        _human = Options.Flag("human", 'H', "Print sizes and dates for people", initial: true);
        _noTrunc = Options.Flag("no-trunc", "Don't truncate output");
        _platform = Options.Text("platform", "Show the history of this platform of the image");
        _quiet = Options.Flag("quiet", 'q', "Only show image IDs");
    }

    public override string Summary => "Show the history of an image";

    public override string Usage => "[OPTIONS] IMAGE";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        Platform? platform = _platform.Value is { } text ? Platform.Parse(text) : null;
        Image image = _session.Storage.Images.Resolve(arguments[0], platform);
        List<JsonObject> rows =
            [.. ImageHistory.Of(_session.Storage, image).Select(Row)];
        if (_quiet.Value)
        {
            foreach (JsonObject row in rows)
                Console.Out.WriteLine((string)row["ID"]!);
            return 0;
        }
        string created = _human.Value ? "{{.CreatedSince}}" : "{{.CreatedAt}}";
        new Listing(
            Headers, "{{.ID}}\t" + created + "\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}")
            .WriteTo(Console.Out, rows, _format.Value);
        return 0;
    }

    private JsonObject Row(HistoryRow row)
    {
        string by = row.CreatedBy.Replace('\t', ' ').ReplaceLineEndings(" ");
        if (!_noTrunc.Value && by.Length > CreatedByCharsMax)
            by = by[..(CreatedByCharsMax - 1)] + "…";
        return new JsonObject
        {
            ["Comment"] = row.Comment,
            ["CreatedAt"] = row.Created is { } time ? Rfc3339.Format(time) : "N/A",
            ["CreatedBy"] = by,
            ["CreatedSince"] = HumanDuration.Ago(row.Created),
            ["ID"] = row.ImageId.IsEmpty ? "<missing>"
                : _noTrunc.Value ? row.ImageId.ToString() : row.ImageId.ShortHex,
            ["Size"] = _human.Value
                ? ByteSize.FormatDecimal(row.SizeBytes) : row.SizeBytes.ToString(),
        };
    }
}
