using MiniDocker.Oci.Spec;

namespace MiniDocker.Engine.Containers;

/// <summary>
/// From a container's record to its <c>config.json</c>: what Docker gives a container that asks
/// for nothing, and what the flags change of it. A pure function of its arguments.
/// </summary>
internal sealed partial class RuntimeSpecBuilder
{
    private readonly ContainerRecord _record;
    private readonly HostConfig _host;
    private readonly string _directory;
    private readonly ResolvedUser _user;
    private readonly SeccompSpec? _seccomp;

    private RuntimeSpecBuilder(
        ContainerRecord record, string directory, ResolvedUser user, SeccompSpec? seccomp)
    {
        _record = record;
        _host = record.HostConfig;
        _directory = directory;
        _user = user;
        _seccomp = seccomp;
    }

    /// <summary>Builds the spec.</summary>
    /// <param name="record">What was asked for.</param>
    /// <param name="directory">The container directory, where the files of /etc are.</param>
    /// <param name="user">Who the program runs as.</param>
    /// <param name="seccomp">The filter, null for none.</param>
    internal static RuntimeSpec Build(
        ContainerRecord record, string directory, ResolvedUser user, SeccompSpec? seccomp) =>
        new RuntimeSpecBuilder(record, directory, user, seccomp).Build();

    /// <summary>Builds the process alone, for <c>exec</c>.</summary>
    internal static ProcessSpec ProcessOf(ContainerRecord record, ResolvedUser user) =>
        new RuntimeSpecBuilder(record, "", user, null).Process();

    /// <summary>The cgroup of a container, from the mount point of each hierarchy.</summary>
    internal static string CgroupPath(ContainerRecord record)
    {
        string parent = record.HostConfig.CgroupParent;
        return $"/{(parent.Length > 0 ? parent.Trim('/') : "minidocker")}/{record.Id}";
    }

    private RuntimeSpec Build() => new()
    {
        OciVersion = "1.2.0",
        Process = Process(),
        Root = new RootSpec { Path = "rootfs", Readonly = _host.ReadonlyRootfs },
        Hostname = _host.UTSMode == "host" ? null : _record.Config.Hostname,
        Domainname = _host.UTSMode == "host" || _record.Config.Domainname.Length == 0
            ? null
            : _record.Config.Domainname,
        Mounts = Mounts(),
        Linux = new LinuxSpec
        {
            Sysctl = _host.Sysctls,
            Resources = Resources(),
            CgroupsPath = CgroupPath(_record),
            Namespaces = Namespaces(),
            Devices = [.. _host.Privileged ? HostDevices.All() : HostDevices.Of(_host.Devices)],
            Seccomp = _seccomp,
            MaskedPaths = _host.Privileged ? [] : MaskedPaths,
            ReadonlyPaths = _host.Privileged ? [] : ReadonlyPaths,
        },
    };

    private ProcessSpec Process()
    {
        ContainerConfig config = _record.Config;
        IReadOnlyList<string> capabilities = DefaultCapabilities.Resolve(_host);
        List<string> env = [.. config.Env];
        AddUnlessSet(env, "HOSTNAME", config.Hostname);
        AddUnlessSet(env, "HOME", _user.Home);
        if (config.Tty)
        {
            AddUnlessSet(env, "TERM", "xterm");
        }
        return new ProcessSpec
        {
            Terminal = config.Tty,
            User = new UserSpec
            {
                Uid = _user.Uid,
                Gid = _user.Gid,
                AdditionalGids = _user.Groups,
            },
            Args = [_record.Path, .. _record.Args],
            Env = env,
            Cwd = config.WorkingDir.Length > 0 ? config.WorkingDir : "/",
            Capabilities = new CapabilitiesSpec
            {
                Bounding = capabilities,
                // Only root keeps them over execve; the runtime drops them with the user id.
                Effective = _user.Uid == 0 ? capabilities : [],
                Permitted = _user.Uid == 0 ? capabilities : [],
            },
            Rlimits = [.. Rlimits()],
            NoNewPrivileges = SecurityOptions.HasNoNewPrivileges(_host),
            OomScoreAdj = _host.OomScoreAdj,
        };
    }

    private IEnumerable<RlimitSpec> Rlimits()
    {
        foreach (UlimitSetting limit in _host.Ulimits)
        {
            yield return new RlimitSpec
            {
                Type = "RLIMIT_" + limit.Name.ToUpperInvariant(),
                Hard = unchecked((ulong)limit.Hard),
                Soft = unchecked((ulong)limit.Soft),
            };
        }
    }

    private List<NamespaceSpec> Namespaces()
    {
        List<NamespaceSpec> namespaces = [new() { Type = "mount" }];
        void AddUnlessHost(string type, string mode)
        {
            if (mode != "host")
            {
                namespaces.Add(new NamespaceSpec { Type = type });
            }
        }
        AddUnlessHost("network", _host.NetworkMode);
        AddUnlessHost("uts", _host.UTSMode);
        AddUnlessHost("pid", _host.PidMode);
        AddUnlessHost("ipc", _host.IpcMode);
        AddUnlessHost("cgroup", _host.Privileged ? "host" : _host.CgroupnsMode);
        return namespaces;
    }

    private static void AddUnlessSet(List<string> env, string name, string value)
    {
        foreach (string entry in env)
        {
            if (entry.Length > name.Length && entry[name.Length] == '='
                && entry.StartsWith(name, StringComparison.Ordinal))
            {
                return;
            }
        }
        env.Add($"{name}={value}");
    }
}
