using System.Text.Json.Nodes;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Templates;
using MiniDocker.Engine.Containers;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Cli.Commands;

/// <summary><c>info</c>: what is in the root, and what the machine offers.</summary>
internal sealed class InfoCommand : Command
{
    private const string CgroupRoot = "/sys/fs/cgroup";

    private readonly Session _session;
    private readonly ValueOption<string?> _format;

    internal InfoCommand(Session session)
    {
        _session = session;
        _format = Options.Text(
            "format", 'f', "Format output using a custom template ('json' or a Go template)");
    }

    public override string Summary => "Display system-wide information";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    public override IReadOnlyList<string> Aliases =>
        ["minidocker system info", "minidocker info"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        JsonObject info = Collect();
        if (!string.IsNullOrEmpty(_format.Value))
        {
            Console.Out.WriteLine(_format.Value == "json"
                ? GoValue.Json(info)
                : Template.Parse(_format.Value).Apply(info));
            return 0;
        }
        TextWriter output = Console.Out;
        output.WriteLine($"Containers: {info["Containers"]}");
        output.WriteLine($" Running: {info["ContainersRunning"]}");
        output.WriteLine($" Paused: {info["ContainersPaused"]}");
        output.WriteLine($" Stopped: {info["ContainersStopped"]}");
        output.WriteLine($"Images: {info["Images"]}");
        output.WriteLine($"Server Version: {info["ServerVersion"]}");
        output.WriteLine($"Storage Driver: {info["Driver"]}");
        output.WriteLine($"Logging Driver: {info["LoggingDriver"]}");
        output.WriteLine($"Cgroup Version: {info["CgroupVersion"]}");
        output.WriteLine($"Default Runtime: {info["DefaultRuntime"]}");
        output.WriteLine($"Kernel Version: {info["KernelVersion"]}");
        output.WriteLine($"Operating System: {info["OperatingSystem"]}");
        output.WriteLine($"OSType: {info["OSType"]}");
        output.WriteLine($"Architecture: {info["Architecture"]}");
        output.WriteLine($"CPUs: {info["NCPU"]}");
        output.WriteLine(
            $"Total Memory: {ByteSize.FormatBinary(info["MemTotal"]!.GetValue<long>())}");
        output.WriteLine($"Name: {info["Name"]}");
        output.WriteLine($"Root Dir: {info["DockerRootDir"]}");
        return 0;
    }

    private JsonObject Collect()
    {
        int running = 0;
        int paused = 0;
        IReadOnlyList<Container> containers = _session.Containers.List();
        foreach (Container container in containers)
        {
            switch (container.ReadState().Status)
            {
                case ContainerRuntimeStatus.Running or ContainerRuntimeStatus.Restarting:
                    running++;
                    break;
                case ContainerRuntimeStatus.Paused:
                    paused++;
                    break;
            }
        }
        return new JsonObject
        {
            ["Containers"] = containers.Count,
            ["ContainersRunning"] = running,
            ["ContainersPaused"] = paused,
            ["ContainersStopped"] = containers.Count - running - paused,
            ["Images"] = _session.Storage.Images.Images().Count,
            ["Driver"] = "overlay",
            ["LoggingDriver"] = "json-file",
            ["CgroupVersion"] = File.Exists($"{CgroupRoot}/cgroup.controllers") ? "2" : "1",
            ["DefaultRuntime"] = "minirun",
            ["KernelVersion"] = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            ["OperatingSystem"] = OperatingSystemName(),
            ["OSType"] = "linux",
            ["Architecture"] = VersionCommand.Architecture,
            ["NCPU"] = Environment.ProcessorCount,
            ["MemTotal"] = TotalMemoryBytes(),
            ["Name"] = Environment.MachineName,
            ["DockerRootDir"] = _session.Storage.Path,
            ["ServerVersion"] = RootCommand.Version,
        };
    }

    private static string OperatingSystemName()
    {
        const string Key = "PRETTY_NAME=";
        foreach (string line in File.Exists("/etc/os-release")
            ? File.ReadLines("/etc/os-release")
            : [])
        {
            if (line.StartsWith(Key, StringComparison.Ordinal))
            {
                return line[Key.Length..].Trim('"');
            }
        }
        return "Linux";
    }

    private static long TotalMemoryBytes()
    {
        // The first line: "MemTotal:       16316412 kB".
        string line = File.ReadLines("/proc/meminfo").First();
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(words[1]) * 1024;
    }
}
