using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Templates;

namespace MiniDocker.Cli.Commands;

/// <summary><c>version</c>.</summary>
internal sealed class VersionCommand : Command
{
    private readonly ValueOption<string?> _format;

    internal VersionCommand() => _format = Options.Text(
        "format", 'f', "Format output using a custom template ('json' or a Go template)");

    public override string Summary => "Show the MiniDocker version information";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    /// <summary>The architecture in Go's words.</summary>
    internal static string Architecture => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        var other => other.ToString().ToLowerInvariant(),
    };

    protected override int Run(IReadOnlyList<string> arguments)
    {
        string kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        if (string.IsNullOrEmpty(_format.Value))
        {
            Console.Out.WriteLine("MiniDocker:");
            Console.Out.WriteLine($" Version:           {RootCommand.Version}");
            Console.Out.WriteLine(" OCI runtime-spec:  1.3.0");
            Console.Out.WriteLine($" OS/Arch:           linux/{Architecture}");
            Console.Out.WriteLine($" Kernel:            {kernel}");
            return 0;
        }
        JsonObject part() => new()
        {
            ["Version"] = RootCommand.Version,
            ["Os"] = "linux",
            ["Arch"] = Architecture,
            ["KernelVersion"] = kernel,
        };
        JsonObject version = new() { ["Client"] = part(), ["Server"] = part() };
        Console.Out.WriteLine(_format.Value == "json"
            ? GoValue.Json(version)
            : Template.Parse(_format.Value).Apply(version));
        return 0;
    }
}
