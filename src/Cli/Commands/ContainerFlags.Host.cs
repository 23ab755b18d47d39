using MiniDocker.CommandLine;

namespace MiniDocker.Cli.Commands;

internal sealed partial class ContainerFlags
{
    private ListOption _addHost = null!;
    private ListOption _capAdd = null!;
    private ListOption _capDrop = null!;
    private ValueOption<string?> _cgroupParent = null!;
    private ValueOption<string?> _cgroupns = null!;
    private ListOption _devices = null!;
    private ListOption _dns = null!;
    private ListOption _dnsOptions = null!;
    private ListOption _dnsSearch = null!;
    private ListOption _groupAdd = null!;
    private ValueOption<string?> _ipc = null!;
    private ValueOption<string?> _logDriver = null!;
    private ListOption _logOptions = null!;
    private ListOption _mounts = null!;
    private ValueOption<string?> _network = null!;
    private ValueOption<string?> _pid = null!;
    private FlagOption _privileged = null!;
    private FlagOption _readOnly = null!;
    private ValueOption<string?> _restart = null!;
    private FlagOption _remove = null!;
    private ListOption _securityOptions = null!;
    private ListOption _sysctls = null!;
    private ListOption _tmpfs = null!;
    private ValueOption<string?> _userns = null!;
    private ValueOption<string?> _uts = null!;
    private ListOption _volumes = null!;

    private void DeclareHost(OptionSet options)
    {
        _addHost = options.List("add-host", "Add a custom host-to-IP mapping (host:ip)");
        _capAdd = options.List("cap-add", "Add Linux capabilities");
        _capDrop = options.List("cap-drop", "Drop Linux capabilities");
        _cgroupParent = options.Text("cgroup-parent",
            "Optional parent cgroup for the container");
        _cgroupns = options.Text("cgroupns", "Cgroup namespace to use (host|private)");
        _devices = options.List("device", "Add a host device to the container");
        _dns = options.List("dns", "Set custom DNS servers");
        _dnsOptions = options.List("dns-option", "Set DNS options");
        _dnsSearch = options.List("dns-search", "Set custom DNS search domains");
        _groupAdd = options.List("group-add", "Add additional groups to join");
        _ipc = options.Text("ipc", "IPC mode to use (private|host)");
        _logDriver = options.Text("log-driver", "Logging driver (json-file|none)");
        _logOptions = options.List("log-opt", "Log driver options (max-size, max-file)");
        _mounts = options.List(
            "mount", "Attach a filesystem mount to the container", "mount");
        _network = options.Add(new ValueOption<string?>("network", '\0', "network",
            "Connect a container to a network: 'none' (default, loopback only) or 'host'",
            null, static text => text)
        {
            Alias = "net",
        });
        _pid = options.Text("pid", "PID namespace to use (host)");
        _privileged = options.Flag("privileged",
            "Give extended privileges to this container");
        _readOnly = options.Flag("read-only",
            "Mount the container's root filesystem as read only");
        _remove = options.Flag("rm", "Automatically remove the container and its associated "
            + "anonymous volumes when it exits");
        _restart = options.Text("restart", "Restart policy to apply when a container exits "
            + "(default \"no\")");
        _securityOptions = options.List("security-opt", "Security Options");
        _sysctls = options.List("sysctl", "Sysctl options", "map");
        _tmpfs = options.List("tmpfs", "Mount a tmpfs directory");
        _userns = options.Text("userns", "User namespace to use");
        _uts = options.Text("uts", "UTS namespace to use (host)");
        _volumes = options.List("volume", 'v', "Bind mount a volume");
    }
}
