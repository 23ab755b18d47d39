using MiniDocker.CommandLine;

namespace MiniDocker.Cli.Commands;

/// <summary>The flags that <c>run</c> and <c>create</c> share; <see cref="ToRequest"/> turns
/// them into what the engine takes.</summary>
internal sealed partial class ContainerFlags
{
    private readonly ListOption _attach;
    private readonly ListOption _env;
    private readonly ListOption _envFile;
    private readonly ListOption _labels;
    private readonly ListOption _labelFiles;
    private readonly ValueOption<string?> _entrypoint;
    private readonly ValueOption<string?> _hostname;
    private readonly ValueOption<string?> _domainname;
    private readonly FlagOption _interactive;
    private readonly ValueOption<string?> _name;
    private readonly ValueOption<string?> _stopSignal;
    private readonly ValueOption<long?> _stopTimeout;
    private readonly FlagOption _tty;
    private readonly ValueOption<string?> _user;
    private readonly ValueOption<string?> _workdir;
    private readonly FlagOption _noHealthcheck;

    internal ContainerFlags(OptionSet options, string pullHelp)
    {
        _attach = options.List("attach", 'a', "Attach to STDIN, STDOUT or STDERR");
        CidFile = options.Text("cidfile", "Write the container ID to the file");
        _domainname = options.Text("domainname", "Container NIS domain name");
        _entrypoint = options.Text("entrypoint", "Overwrite the default ENTRYPOINT of the image");
        _env = options.List("env", 'e', "Set environment variables");
        _envFile = options.List("env-file", "Read in a file of environment variables");
        _hostname = options.Text("hostname", 'h', "Container host name");
        _interactive = options.Flag("interactive", 'i', "Keep STDIN open even if not attached");
        _labels = options.List("label", 'l', "Set meta data on a container");
        _labelFiles = options.List("label-file", "Read in a line delimited file of labels");
        _name = options.Text("name", "Assign a name to the container");
        _noHealthcheck = options.Flag("no-healthcheck",
            "Disable any container-specified HEALTHCHECK");
        Platform = options.Text("platform",
            "Set platform if the image is for several platforms");
        Pull = options.Value("pull", '\0', "string", pullHelp, "missing", ParsePull);
        Quiet = options.Flag("quiet", 'q', "Suppress the pull output");
        _stopSignal = options.Text("stop-signal", "Signal to stop the container");
        _stopTimeout = options.Integer("stop-timeout", '\0',
            "Timeout (in seconds) to stop a container");
        _tty = options.Flag("tty", 't', "Allocate a pseudo-TTY");
        _user = options.Text("user", 'u', "Username or UID (format: <name|uid>[:<group|gid>])");
        _workdir = options.Text("workdir", 'w', "Working directory inside the container");
        DeclareHost(options);
        DeclareLimits(options);
        DeclareNotYet(options);
    }

    /// <summary>Where to write the id.</summary>
    internal ValueOption<string?> CidFile { get; }

    /// <summary>Which of the image's platforms.</summary>
    internal ValueOption<string?> Platform { get; }

    /// <summary>always, missing or never.</summary>
    internal ValueOption<string> Pull { get; }

    /// <summary>No words about a pull.</summary>
    internal FlagOption Quiet { get; }

    private static string ParsePull(string text) => text is "always" or "missing" or "never"
        ? text
        : throw new FormatException($"invalid pull option: '{text}': must be one of "
            + "\"always\", \"missing\" or \"never\"");

    // Flags of Docker's that name a reason instead of being ignored.
    private static void DeclareNotYet(OptionSet options)
    {
        const string Networks = "bridge networks come later";
        options.NotYet("publish", Networks, 'p');
        options.NotYet("publish-all", Networks, 'P', takesValue: false);
        options.NotYet("expose", Networks);
        foreach (string name in new[]
            { "ip", "ip6", "link", "link-local-ip", "mac-address", "network-alias", "net-alias" })
        {
            options.NotYet(name, Networks);
        }
        const string Health = "health checks come later";
        foreach (string name in new[]
        {
            "health-cmd", "health-interval", "health-retries", "health-start-interval",
            "health-start-period", "health-timeout",
        })
        {
            options.NotYet(name, Health);
        }
        const string Controller = "this cgroup controller is not wired up";
        foreach (string name in new[]
        {
            "blkio-weight", "blkio-weight-device", "device-read-bps", "device-read-iops",
            "device-write-bps", "device-write-iops", "cpu-rt-period", "cpu-rt-runtime",
            "memory-swappiness", "kernel-memory", "device-cgroup-rule",
        })
        {
            options.NotYet(name, Controller);
        }
        options.NotYet("oom-kill-disable", Controller, takesValue: false);
        options.NotYet("gpus", "devices are given with --device");
        options.NotYet("init", "there is no init to put into the container", takesValue: false);
        options.NotYet("annotation", "annotations are not passed on");
        options.NotYet("runtime", "minirun is the only runtime");
        options.NotYet("storage-opt", "overlay is the only storage driver");
        options.NotYet("volume-driver", "local is the only volume driver");
        options.NotYet("volumes-from", "name the volumes with -v");
        options.NotYet("isolation", "containers are Linux containers");
        options.NotYet("disable-content-trust", "images are not signed", takesValue: false);
        options.NotYet("use-api-socket", "there is no API", takesValue: false);
    }
}
