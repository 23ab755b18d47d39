using MiniDocker.CommandLine;
using MiniDocker.Linux;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Lists the processes of a container.</summary>
internal sealed class PsCommand : Command
{
    private readonly Globals globals;
    private readonly ValueOption<string?> format;

    internal PsCommand(Globals globals)
    {
        this.globals = globals;
        format = Options.Value<string?>(
            "format", 'f', "FORMAT", "table or json", null, ListCommand.CheckFormat);
    }

    public override string Summary => "List the processes of a container";

    public override string Usage => "[OPTIONS] ID [PS-OPTION...]";

    public override Arity Arity => Arity.AtLeast(1);

    // What follows the id belongs to ps.
    public override ArgumentOrder Order => ArgumentOrder.FlagsFirst;

    protected override int Run(IReadOnlyList<string> arguments)
    {
        // Engines say `ps --format json ID`, people say `ps ID --format json`.
        string id = arguments[0];
        List<string> psOptions = [];
        bool isJson = format.Value == "json";
        for (int i = 1; i < arguments.Count; i++)
        {
            if (arguments[i] is "--format" or "-f" && i + 1 < arguments.Count
                && arguments[i + 1] is "json" or "table")
            {
                isJson = arguments[++i] == "json";
            }
            else
            {
                psOptions.Add(arguments[i]);
            }
        }

        IReadOnlyList<int> pids = Container.Open(globals.Store, id).ReadProcesses();
        if (isJson)
        {
            Console.WriteLine($"[{string.Join(',', pids)}]");
            return 0;
        }

        return PrintTable(pids, psOptions);
    }

    // The host's ps knows how to print a process; of its rows, those of the container count.
    private static int PrintTable(IReadOnlyList<int> pids, List<string> options)
    {
        string output = ProgramOutput.Read(
            "/bin/ps", options.Count > 0 ? options : ["-ef"], out ExitStatus status);
        if (status.ShellCode != 0)
        {
            throw new ContainerException($"run ps: exit status {status.ShellCode}");
        }

        HashSet<int> ours = [.. pids];
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int column = Array.IndexOf(Fields(lines[0]), "PID");
        if (column < 0)
        {
            throw new ContainerException("run ps: its output has no PID column");
        }

        Console.WriteLine(lines[0]);
        foreach (string line in lines.AsSpan(1))
        {
            string[] fields = Fields(line);
            if (fields.Length > column && int.TryParse(fields[column], out int pid)
                && ours.Contains(pid))
            {
                Console.WriteLine(line);
            }
        }

        return 0;
    }

    private static string[] Fields(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
