using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Engines;

/// <summary>podman with a storage of its own, whose containers minirun starts.</summary>
public sealed class PodmanEngine : IDisposable
{
    // Without them podman asks for more than the machine may allow, whatever the runtime.
    private static readonly string[] _limits =
        ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000"];

    private readonly EngineArea _area;
    private readonly string _podman;

    public PodmanEngine()
    {
        Needs.Root();
        _podman = Needs.Program("podman", "podman");
        _area = new EngineArea();
    }

    public CommandResult Podman(params string[] words) =>
        Command.Run(_podman, [.. Global, .. words]);

    public CommandResult PodmanOnTerminal(params string[] words) =>
        EngineArea.OnTerminal([_podman, .. Global, .. words]);

    /// <summary>The words of <c>podman run</c> up to the program.</summary>
    public string[] Run(params string[] flags) =>
        ["run", .. flags, "--network", "none", "--cgroup-parent", $"/{_area.Name}", .. _limits,
            "--rootfs", _area.Rootfs];

    public IEnumerable<string> MemoryLimits() => _area.MemoryLimits();

    public void Dispose() => _area.Dispose();

    private string[] Global =>
        ["--root", $"{_area.Path}/root", "--runroot", $"{_area.Path}/run",
            "--tmpdir", $"{_area.Path}/tmp", "--storage-driver", "vfs",
            "--cgroup-manager", "cgroupfs", "--events-backend", "none",
            "--runtime", _area.Minirun];
}
