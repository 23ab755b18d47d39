using MiniDocker.Engine.Containers;
using MiniDocker.Oci;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Cli.Commands;

internal sealed partial class ContainerFlags
{
    /// <summary>What the engine is asked for.</summary>
    /// <param name="image">The image as it was typed.</param>
    /// <param name="command">The words after it.</param>
    /// <param name="detached">The command does not stay with the container.</param>
    internal CreateRequest ToRequest(
        string image, IReadOnlyList<string> command, bool detached)
    {
        ContainerConfig config = Config(image, command, detached);
        return new CreateRequest
        {
            Name = _name.Value,
            Config = config,
            HostConfig = _limits.Apply(Host()),
            Mounts = Mounts(),
        };
    }

    private ContainerConfig Config(string image, IReadOnlyList<string> command, bool detached)
    {
        bool isAttached(string stream) => !detached && (_attach.Values.Count == 0
            ? stream != "stdin" || _interactive.Value
            : _attach.Values.Any(value =>
                value.Equals(stream, StringComparison.OrdinalIgnoreCase)));
        return new ContainerConfig
        {
            Hostname = _hostname.Value ?? "",
            Domainname = _domainname.Value ?? "",
            User = _user.Value ?? "",
            AttachStdin = isAttached("stdin"),
            AttachStdout = isAttached("stdout"),
            AttachStderr = isAttached("stderr"),
            Tty = _tty.Value,
            OpenStdin = _interactive.Value,
            StdinOnce = _interactive.Value && !detached,
            Env = EnvironmentWords.Read(_envFile.Values, _env.Values),
            Cmd = command.Count > 0 ? command : null,
            Image = image,
            WorkingDir = _workdir.Value ?? "",
            Entrypoint = _entrypoint.Value switch
            {
                null => null,
                "" => [],
                var program => [program],
            },
            Labels = LabelWords.Read(_labelFiles.Values, _labels.Values),
            StopSignal = _stopSignal.Value,
            StopTimeout = (int?)_stopTimeout.Value,
            Healthcheck = _noHealthcheck.Value
                ? new HealthCheckConfig { Test = ["NONE"] }
                : null,
        };
    }

    private HostConfig Host() => new()
    {
        Binds = NullIfEmpty(_volumes.Values),
        ContainerIDFile = CidFile.Value ?? "",
        LogConfig = new LogSettings
        {
            Type = _logDriver.Value ?? "json-file",
            Config = LabelWords.Read([], _logOptions.Values),
        },
        NetworkMode = _network.Value switch
        {
            null or "default" => "none",
            var mode => mode,
        },
        RestartPolicy = RestartPolicy.Parse(_restart.Value ?? "no"),
        AutoRemove = _remove.Value,
        CapAdd = NullIfEmpty(_capAdd.Values),
        CapDrop = NullIfEmpty(_capDrop.Values),
        CgroupnsMode = _cgroupns.Value ?? "private",
        Dns = _dns.Values,
        DnsOptions = _dnsOptions.Values,
        DnsSearch = _dnsSearch.Values,
        ExtraHosts = NullIfEmpty(_addHost.Values),
        GroupAdd = NullIfEmpty(_groupAdd.Values),
        IpcMode = _ipc.Value ?? "private",
        OomScoreAdj = (int?)_oomScoreAdj.Value ?? 0,
        PidMode = _pid.Value ?? "",
        Privileged = _privileged.Value,
        ReadonlyRootfs = _readOnly.Value,
        SecurityOpt = NullIfEmpty([.. _securityOptions.Values.Select(SecurityOptions.Load)]),
        Tmpfs = _tmpfs.Values.Count == 0 ? null : TmpfsMap(),
        UTSMode = _uts.Value ?? "",
        UsernsMode = _userns.Value ?? "",
        ShmSize = _shmSize.Value ?? 64 << 20,
        Sysctls = _sysctls.Values.Count == 0 ? null : LabelWords.Read([], _sysctls.Values),
        CgroupParent = _cgroupParent.Value ?? "",
        Devices = [.. _devices.Values.Select(HostDevices.Parse)],
        Ulimits = [.. _ulimits.Values.Select(ParseUlimit)],
    };

    private List<MountRequest> Mounts() =>
    [
        .. _volumes.Values.Select(MountRequest.ParseVolume),
        .. _mounts.Values.Select(MountRequest.ParseMount),
        .. _tmpfs.Values.Select(MountRequest.ParseTmpfs),
    ];

    private Dictionary<string, string> TmpfsMap()
    {
        Dictionary<string, string> map = [];
        foreach (MountRequest request in _tmpfs.Values.Select(MountRequest.ParseTmpfs))
        {
            map[request.Target] = request.Options;
        }
        return map;
    }

    private static IReadOnlyList<string>? NullIfEmpty(IReadOnlyList<string> values) =>
        values.Count == 0 ? null : values;
}
