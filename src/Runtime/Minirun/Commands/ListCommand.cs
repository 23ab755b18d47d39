using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Lists the containers of this root.</summary>
internal sealed class ListCommand : Command
{
    private readonly Globals globals;
    private readonly ValueOption<string?> format;
    private readonly FlagOption quiet;

    internal ListCommand(Globals globals)
    {
        this.globals = globals;
        format = Options.Value<string?>(
            "format", 'f', "FORMAT", "table or json", null, CheckFormat);
        quiet = Options.Flag("quiet", 'q', "print ids only");
    }

    public override string Summary => "List containers";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    protected override int Run(IReadOnlyList<string> arguments)
    {
        List<ContainerListing> listings = [];
        foreach (string id in globals.Store.List())
        {
            if (Container.TryOpen(globals.Store, id) is { } container)
            {
                listings.Add(container.ToListing());
            }
        }

        using Stream output = Console.OpenStandardOutput();
        if (!quiet.Value && format.Value == "json")
        {
            output.Write(ContainerListing.ToJson(listings));
            return 0;
        }

        using StreamWriter writer = new(output);
        if (!quiet.Value)
        {
            Write(writer, "ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER");
        }

        foreach (ContainerListing c in listings)
        {
            if (quiet.Value)
            {
                writer.WriteLine(c.Id);
            }
            else
            {
                Write(writer, c.Id, $"{c.Pid}", c.Status, c.Bundle, $"{c.Created:O}", c.Owner);
            }
        }

        return 0;
    }

    internal static string CheckFormat(string text) => text is "table" or "json"
        ? text : throw new FormatException("use table or json");

    private static void Write(StreamWriter writer, params ReadOnlySpan<string> columns)
    {
        ReadOnlySpan<int> widths = [12, 12, 12, 20, 30, 0];
        for (int i = 0; i < columns.Length; i++)
        {
            writer.Write(i + 1 < columns.Length
                ? columns[i].PadRight(widths[i] - 1) + " " : columns[i]);
        }

        writer.WriteLine();
    }
}
