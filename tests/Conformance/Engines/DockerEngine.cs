using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Engines;

/// <summary>A dockerd of our own, whose containers minirun starts.</summary>
public sealed class DockerEngine : IDisposable
{
    private readonly EngineArea _area;
    private readonly string _docker;

    public DockerEngine()
    {
        Needs.Root();
        string dockerd = Needs.Program("dockerd", "docker.io");
        _docker = Needs.Program("docker", "docker.io");
        _area = new EngineArea();
        string config = $"{_area.Path}/daemon.json";
        File.WriteAllText(config, $$"""
            {
              "runtimes": { "minirun": { "path": "{{_area.Minirun}}" } },
              "default-runtime": "minirun",
              "cgroup-parent": "/{{_area.Name}}"
            }
            """);
        _area.StartDaemon(() => Docker("version").ExitCode == 0,
            dockerd, "--config-file", config, "--host", $"unix://{_area.Path}/socket",
            "--data-root", $"{_area.Path}/root", "--exec-root", $"{_area.Path}/run",
            "--pidfile", $"{_area.Path}/pid", "--storage-driver", "vfs", "--bridge", "none",
            "--iptables=false", "--ip6tables=false", "--ip-forward=false");
        string archive = $"{_area.Path}/busybox.tar";
        Command.Run("tar", "-C", _area.Rootfs, "-cf", archive, ".").MustSucceed();
        Docker("import", archive, "busybox").MustSucceed();
    }

    public CommandResult Docker(params string[] words) =>
        Command.Run(_docker, ["--host", $"unix://{_area.Path}/socket", .. words]);

    public CommandResult DockerOnTerminal(params string[] words) => EngineArea.OnTerminal(
        [_docker, "--host", $"unix://{_area.Path}/socket", .. words]);

    /// <summary>The words of <c>docker run</c> up to the program.</summary>
    public static string[] Run(params string[] flags) =>
        ["run", .. flags, "--network", "none", "busybox"];

    public void Dispose() => _area.Dispose();
}
