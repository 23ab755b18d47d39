namespace MiniDocker.CommandLine;

/// <summary>Docker's help page: usage, summary, aliases, commands, options.</summary>
internal static class HelpPage
{
    private const int Width = 80;
    private const int NameWidthMin = 11;

    internal static void Write(TextWriter output, Command command)
    {
        output.WriteLine($"Usage:  {command.Path} {command.Usage}");
        output.WriteLine();
        output.WriteLine(command.Summary);
        if (command.Notes is { } notes)
        {
            output.WriteLine();
            output.WriteLine(notes);
        }
        if (command.Aliases.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Aliases:");
            output.WriteLine("  " + string.Join(", ", command.Aliases));
        }
        var group = command as CommandGroup;
        if (group is not null)
        {
            WriteCommands(output, group);
        }
        WriteOptions(output, command, group is null ? "Options:" : "Global Options:");
        if (group is not null)
        {
            output.WriteLine();
            output.WriteLine(
                $"Run '{group.Path} COMMAND --help' for more information on a command.");
        }
    }

    private static void WriteCommands(TextWriter output, CommandGroup group)
    {
        int widest = NameWidthMin;
        List<string> headings = [];
        foreach (CommandEntry entry in group.Entries)
        {
            widest = Math.Max(widest, entry.Name.Length);
            if (!entry.IsHidden && !headings.Contains(entry.Heading))
            {
                headings.Add(entry.Heading);
            }
        }
        foreach (string heading in headings)
        {
            output.WriteLine();
            output.WriteLine(heading + ":");
            foreach (CommandEntry entry in group.Entries)
            {
                if (!entry.IsHidden && entry.Heading == heading)
                {
                    string name = entry.Name.PadRight(widest);
                    output.WriteLine($"  {name} {entry.Create().Summary}");
                }
            }
        }
    }

    private static void WriteOptions(TextWriter output, Command command, string heading)
    {
        List<Option> shown = [];
        foreach (Option option in command.Options)
        {
            if (!option.IsHidden)
            {
                shown.Add(option);
            }
        }
        if (shown.Count == 0)
        {
            return;
        }
        shown.Sort(static (a, b) => string.CompareOrdinal(SortKey(a), SortKey(b)));
        int widest = 0;
        foreach (Option option in shown)
        {
            widest = Math.Max(widest, Signature(option).Length);
        }
        output.WriteLine();
        output.WriteLine(heading);
        foreach (Option option in shown)
        {
            string help = option is FlagOption { Initial: true }
                ? option.Help + " (default true)"
                : option.Help;
            WriteWrapped(output, Signature(option).PadRight(widest + 3), help);
        }
    }

    private static string SortKey(Option option) =>
        option.Name.Length > 0 ? option.Name : option.Letter.ToString();

    private static string Signature(Option option)
    {
        string names = option.Letter == '\0'
            ? $"      --{option.Name}"
            : option.Name.Length == 0 ? $"  -{option.Letter}"
            : $"  -{option.Letter}, --{option.Name}";
        return option.ValueName.Length == 0 ? names : $"{names} {option.ValueName}";
    }

    private static void WriteWrapped(TextWriter output, string lead, string help)
    {
        int room = Math.Max(Width - lead.Length, 24);
        string indent = lead;
        foreach (string paragraph in help.Split('\n'))
        {
            string rest = paragraph;
            while (rest.Length > room)
            {
                int space = rest.LastIndexOf(' ', room);
                if (space <= 0)
                {
                    break;
                }
                output.WriteLine(indent + rest[..space]);
                rest = rest[(space + 1)..];
                indent = new string(' ', lead.Length);
            }
            output.WriteLine(indent + rest);
            indent = new string(' ', lead.Length);
        }
    }
}
