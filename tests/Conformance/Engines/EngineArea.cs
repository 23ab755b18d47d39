using System.Diagnostics;
using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Engines;

/// <summary>
/// A directory of one engine, with a root filesystem of busybox, and the daemon that uses it.
/// Its end fails the tests if a process, a mount or a cgroup is left.
/// </summary>
internal sealed class EngineArea : IDisposable
{
    private const string Monitor = "conmon";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryDirectory _directory = new();
    private Process? _daemon;

    internal EngineArea()
    {
        Minirun = Repository.Executable("minirun");
        string busybox = Needs.Program("busybox", "busybox-static");
        foreach (string name in (string[])["bin", "dev", "etc", "proc", "root", "sys", "tmp"])
        {
            Directory.CreateDirectory($"{Rootfs}/{name}");
        }

        File.Copy(busybox, $"{Rootfs}/bin/busybox");
        foreach (string applet in (string[])["cat", "echo", "sh", "sleep", "test", "tty"])
        {
            File.CreateSymbolicLink($"{Rootfs}/bin/{applet}", "busybox");
        }

        File.WriteAllText($"{Rootfs}/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
    }

    internal string Minirun { get; }

    internal string Path => _directory.Path;

    /// <summary>A word that no other run uses: the parent cgroup, the namespace.</summary>
    internal string Name => System.IO.Path.GetFileName(Path);

    internal string Rootfs => _directory["rootfs"];

    /// <summary>Starts the daemon, and waits until it answers.</summary>
    internal void StartDaemon(Func<bool> answers, params string[] words)
    {
        string log = _directory["daemon.log"];
        _daemon = Command.Start(new CommandOptions(), "/bin/sh",
            ["-c", $"exec \"$@\" > {log} 2>&1", "sh", .. words]);
        Assert.True(SpinWait.SpinUntil(answers, _patience), File.ReadAllText(log));
    }

    /// <summary>
    /// Runs a command on a terminal of its own. The keyboard stays open until the end: podman may
    /// lose output when it is closed before, under runc too.
    /// </summary>
    internal static CommandResult OnTerminal(params string[] words)
    {
        string line = string.Join(' ', words);
        using Process process = Command.Start(new CommandOptions(),
            Needs.Program("timeout", "coreutils"), "20",
            Needs.Program("script", "bsdutils"), "-qec", line, "/dev/null");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(line, process.ExitCode, output, "");
    }

    public void Dispose()
    {
        if (_daemon is not null)
        {
            Command.Run("/bin/sh", "-c", $"kill {_daemon.Id}").MustSucceed();
            Assert.True(_daemon.WaitForExit(_patience), "the daemon did not stop");
            _daemon.Dispose();
        }

        bool isClean = SpinWait.SpinUntil(() => Leftovers().Count == 0, _patience);
        Assert.True(isClean, string.Join('\n', Leftovers()));
        RemoveParentCgroups();
        _directory.Dispose();
    }

    private List<string> Leftovers() =>
    [
        .. File.ReadLines("/proc/mounts").Where(line => line.Contains(Path)),
        .. ContainerCgroups(),
        .. Directory.EnumerateDirectories("/proc").Select(CommandLineOf)
            .Where(line => line.Contains(Path)),
    ];

    /// <summary>The memory limits, in bytes, that the kernel knows of the containers.</summary>
    internal IEnumerable<string> MemoryLimits() =>
        from cgroup in ContainerCgroups()
        from name in (string[])["memory.limit_in_bytes", "memory.max"]
        where File.Exists($"{cgroup}/{name}")
        select File.ReadAllText($"{cgroup}/{name}").Trim();

    // The engines leave the cgroup above their containers, podman its monitor's: under runc too.
    private void RemoveParentCgroups()
    {
        foreach (string cgroup in ParentCgroups())
        {
            if (Directory.Exists($"{cgroup}/{Monitor}"))
            {
                Directory.Delete($"{cgroup}/{Monitor}");
            }

            Directory.Delete(cgroup);
        }
    }

    private IEnumerable<string> ContainerCgroups() =>
        ParentCgroups().SelectMany(Directory.EnumerateDirectories)
            .Where(cgroup => System.IO.Path.GetFileName(cgroup) != Monitor);

    private List<string> ParentCgroups() =>
        [.. Directory.EnumerateDirectories("/sys/fs/cgroup").Append("/sys/fs/cgroup")
            .Select(hierarchy => $"{hierarchy}/{Name}").Where(Directory.Exists).Distinct()];

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // Not a process, or one that has just ended.
        }
    }
}
