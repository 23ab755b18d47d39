using System.Text.Json.Nodes;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Tables;
using MiniDocker.Engine.Images;
using MiniDocker.Oci;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>images</c>: the images that are here.</summary>
internal sealed class ImagesCommand : Command
{
    private static readonly (string Field, string Heading)[] Headers =
    [
        ("ID", "IMAGE ID"), ("Repository", "REPOSITORY"), ("Tag", "TAG"), ("Digest", "DIGEST"),
        ("CreatedSince", "CREATED"), ("CreatedAt", "CREATED AT"), ("Size", "SIZE"),
        ("Containers", "CONTAINERS"), ("SharedSize", "SHARED SIZE"),
        ("UniqueSize", "UNIQUE SIZE"), ("VirtualSize", "SIZE"),
    ];

    private readonly Session _session;
    private readonly FlagOption _quiet, _noTrunc, _digests;
    private readonly ListOption _filter;
    private readonly ValueOption<string?> _format;

    internal ImagesCommand(Session session)
    {
        _session = session;
        Options.Flag("all", 'a', "Show all images (there are no intermediate ones to hide)");
        _digests = Options.Flag("digests", "Show digests");
        _filter = Options.List("filter", 'f', "Filter output: reference, dangling, label, before, "
            + "since, until", "filter");
        _format = Options.Text("format", "Format output: table, json, or a Go template");
        _noTrunc = Options.Flag("no-trunc", "Don't truncate output");
        _quiet = Options.Flag("quiet", 'q', "Only show image IDs");
    }

    public override string Summary => "List images";

    public override string Usage => "[OPTIONS] [REPOSITORY[:TAG]]";

    public override Arity Arity => Arity.AtMost(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        var filter = new ImageFilter(_session.Storage,
            [.. _filter.Values, .. arguments.Select(pattern => "reference=" + pattern)]);
        var sizes = new ImageSizes(_session.Storage);
        IEnumerable<NamedImage> images = _session.Storage.Images.Images()
            .Where(filter.Accepts)
            .OrderByDescending(image => image.Image.Config.CreatedTime);
        var rows = new List<JsonObject>();
        foreach (NamedImage image in images)
        {
            string size = ByteSize.FormatDecimal(sizes.Of(image.Image));
            foreach (StoredReference reference in image.References)
            {
                if (filter.Accepts(reference.Name))
                    rows.Add(Row(image.Image, reference, size));
            }
        }

        if (_quiet.Value)
        {
            foreach (string id in rows.Select(row => (string)row["ID"]!).Distinct())
                Console.Out.WriteLine(id);
            return 0;
        }
        string digest = _digests.Value ? "{{.Digest}}\t" : "";
        new Listing(Headers, "{{.Repository}}\t{{.Tag}}\t" + digest
            + "{{.ID}}\t{{.CreatedSince}}\t{{.Size}}")
            .WriteTo(Console.Out, rows, _format.Value);
        return 0;
    }

    private JsonObject Row(Image image, StoredReference reference, string size)
    {
        const string none = "<none>";
        ImageReference? name = reference.Name;
        return new JsonObject
        {
            ["Containers"] = "N/A",
            ["CreatedAt"] = image.Config.CreatedTime?.ToString("yyyy-MM-dd HH:mm:ss +0000 'UTC'")
                ?? "N/A",
            ["CreatedSince"] = HumanDuration.Ago(image.Config.CreatedTime),
            ["Digest"] = name is null ? none : reference.Target.Digest.ToString(),
            ["ID"] = _noTrunc.Value ? image.Id.ToString() : image.Id.ShortHex,
            ["Repository"] = name?.FamiliarName ?? none,
            ["SharedSize"] = "N/A",
            ["Size"] = size,
            ["Tag"] = name?.Tag ?? none,
            ["UniqueSize"] = "N/A",
            ["VirtualSize"] = size,
        };
    }
}
