using System.Text.Json.Nodes;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Security;

/// <summary>
/// A bundle with busybox whose root file system and config a test bends before it is run, and a
/// directory of the "host" that nothing in the container may reach.
/// </summary>
internal sealed class AttackedBundle : IDisposable
{
    private static int count;
    private readonly TemporaryDirectory directory = new();

    internal AttackedBundle()
    {
        Needs.Root();
        string busybox = Needs.Program("busybox", "busybox-static");
        Directory.CreateDirectory(directory["rootfs/bin"]);
        File.Copy(busybox, directory["rootfs/bin/busybox"]);
        foreach (string name in new[] { "sh", "cat", "ls", "id", "true", "touch", "readlink" })
            File.CreateSymbolicLink(directory[$"rootfs/bin/{name}"], "busybox");
        Directory.CreateDirectory(Host);
        Config = JsonNode.Parse(Template)!.AsObject();
    }

    internal JsonObject Config { get; }
    internal JsonObject Process => Config["process"]!.AsObject();
    internal JsonArray Mounts => Config["mounts"]!.AsArray();

    /// <summary>What stands for the host: it must stay as it is.</summary>
    internal string Host => directory["host"];

    internal string this[string name] => directory["rootfs/" + name];

    /// <summary>Runs a shell script as the container's program.</summary>
    internal CommandResult Run(string script)
    {
        Process["args"] = new JsonArray("/bin/sh", "-c", script);
        File.WriteAllText(directory["config.json"], Config.ToJsonString());
        return Command.Run(new CommandOptions { TimeLimit = TimeSpan.FromSeconds(60) },
            Repository.Executable("minirun"), "--root", directory["state"], "run", "--bundle",
            directory.Path, $"attack-{Environment.ProcessId}-{Interlocked.Increment(ref count)}");
    }

    internal void AssertHostUntouched() =>
        Assert.Empty(Directory.EnumerateFileSystemEntries(Host));

    public void Dispose() => directory.Dispose();

    private const string Template = """
        {"ociVersion": "1.2.0", "root": {"path": "rootfs"},
         "process": {"cwd": "/", "args": ["true"], "env": ["PATH=/bin"], "noNewPrivileges": true,
           "capabilities": {"bounding": ["CAP_KILL"], "permitted": ["CAP_KILL"],
             "effective": ["CAP_KILL"]}},
         "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"},
           {"destination": "/dev", "type": "tmpfs", "source": "tmpfs"},
           {"destination": "/dev/pts", "type": "devpts", "source": "devpts",
            "options": ["newinstance", "ptmxmode=0666"]}],
         "linux": {"namespaces": [{"type": "pid"}, {"type": "network"}, {"type": "ipc"},
             {"type": "uts"}, {"type": "mount"}],
           "maskedPaths": ["/proc/kcore"], "readonlyPaths": ["/proc/sys"]}}
        """;
}
