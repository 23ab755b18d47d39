using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Engines;

/// <summary>A containerd of our own, whose containers minirun starts.</summary>
public sealed class Containerd : IDisposable
{
    private readonly EngineArea _area;
    private readonly string _ctr;

    public Containerd()
    {
        Needs.Root();
        string containerd = Needs.Program("containerd", "containerd");
        _ctr = Needs.Program("ctr", "containerd");
        _area = new EngineArea();
        string config = $"{_area.Path}/config.toml";
        File.WriteAllText(config, $"""
            version = 2
            root = "{_area.Path}/root"
            state = "{_area.Path}/state"
            disabled_plugins = ["io.containerd.grpc.v1.cri"]
            [grpc]
            address = "{_area.Path}/grpc"
            [ttrpc]
            address = "{_area.Path}/ttrpc"
            """);
        _area.StartDaemon(() => Ctr("version").ExitCode == 0, containerd, "--config", config);
    }

    public CommandResult Ctr(params string[] words) => Command.Run(_ctr, [.. Global, .. words]);

    public CommandResult CtrOnTerminal(params string[] words) =>
        EngineArea.OnTerminal([_ctr, .. Global, .. words]);

    /// <summary>The flags of <c>ctr run</c> up to the id.</summary>
    public string[] Run(params string[] flags) =>
        ["run", .. flags, "--rootfs", "--env", "PATH=/bin", "--runc-binary", _area.Minirun,
            "--runc-root", $"{_area.Path}/runc", _area.Rootfs];

    public void Dispose() => _area.Dispose();

    private string[] Global => ["--address", $"{_area.Path}/grpc", "--namespace", _area.Name];
}
