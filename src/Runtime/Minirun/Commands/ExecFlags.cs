using MiniDocker.CommandLine;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>The flags of exec, and the process they describe.</summary>
internal sealed class ExecFlags
{
    private readonly FlagOption tty, detach, noNewPrivileges, ignorePaused;
    private readonly ValueOption<string?> user, cwd, processFile, pidFile, consoleSocket;
    private readonly ValueOption<string?> pidFdSocket, cgroup, apparmor, label;
    private readonly ListOption env, capabilities, groups;
    private readonly ValueOption<int> preserveFds;

    internal ExecFlags(OptionSet options)
    {
        tty = options.Flag("tty", 't', "give it a terminal");
        detach = options.Flag("detach", 'd', "do not wait for it");
        user = options.Text("user", 'u', "run as UID[:GID]", "UID[:GID]");
        cwd = options.Text("cwd", "working directory", "DIR");
        env = options.List("env", 'e', "set an environment variable", "NAME=VALUE");
        capabilities = options.List("cap", 'c', "add a capability", "CAP");
        groups = options.List("additional-gids", 'g', "add a group", "GID");
        processFile = options.Text("process", 'p', "read the process from FILE", "FILE");
        pidFile = options.Text("pid-file", "write its pid to FILE", "FILE");
        consoleSocket = options.Text(
            "console-socket", "send the terminal's master to the listener at PATH", "PATH");
        pidFdSocket = options.Text(
            "pidfd-socket", "send a pidfd of it to the listener at PATH", "PATH");
        preserveFds = options.Value("preserve-fds", '\0', "N",
            "pass N more descriptors from 3 on", 0, LaunchFlags.ParseCount);
        cgroup = options.Text("cgroup", "run it in a cgroup below the container's", "PATH");
        noNewPrivileges = options.Flag("no-new-privs", "set no_new_privs");
        apparmor = options.Text("apparmor", "AppArmor profile", "PROFILE");
        label = options.Text("process-label", "SELinux label", "LABEL");
        ignorePaused = options.Flag("ignore-paused", "also in a paused container");
    }

    internal bool IsDetached => detach.Value;

    internal ExecRequest ToRequest(RuntimeSpec spec, IReadOnlyList<string> arguments) => new()
    {
        Process = processFile.Value is { } file
            ? ProcessSpec.Parse(File.ReadAllBytes(file))
            : ToProcess(spec.Process ?? new ProcessSpec(), arguments),
        ConsoleSocketPath = consoleSocket.Value,
        PidFdSocketPath = pidFdSocket.Value,
        PidFile = pidFile.Value,
        PreserveFds = preserveFds.Value + ListenFds.Count,
        SubCgroup = SubCgroup(),
        IgnorePaused = ignorePaused.Value,
    };

    private ProcessSpec ToProcess(ProcessSpec own, IReadOnlyList<string> arguments)
    {
        if (arguments.Count < 2)
        {
            throw new ContainerException(
                "exec needs a command after the container's id, or --process FILE");
        }

        return own with
        {
            Terminal = tty.Value,
            ConsoleSize = null,
            Args = [.. arguments.Skip(1)],
            Env = [.. own.Env, .. env.Values],
            Cwd = cwd.Value ?? own.Cwd,
            User = ToUser(own.User),
            Capabilities = ToCapabilities(own.Capabilities),
            NoNewPrivileges = own.NoNewPrivileges || noNewPrivileges.Value,
            ApparmorProfile = apparmor.Value ?? own.ApparmorProfile,
            SelinuxLabel = label.Value ?? own.SelinuxLabel,
        };
    }

    private UserSpec ToUser(UserSpec own)
    {
        UserSpec result = own;
        if (user.Value is { } text)
        {
            (uint uid, uint? gid) = UserText.Parse(text);
            result = own with { Uid = uid, Gid = gid ?? own.Gid };
        }

        List<uint> more = [.. own.AdditionalGids];
        foreach (string group in groups.Values)
        {
            more.Add(UserText.TryParseId(group, out uint gid)
                ? gid : throw new ContainerException($"parse group '{group}': use a number"));
        }

        return result with { AdditionalGids = more };
    }

    // Never inheritable: a program of the container must not pass them on (CVE-2022-29162).
    private CapabilitiesSpec? ToCapabilities(CapabilitiesSpec? own)
    {
        if (own is null && capabilities.Values.Count == 0)
        {
            return null;
        }

        own ??= new CapabilitiesSpec();
        return own with
        {
            Bounding = [.. own.Bounding, .. capabilities.Values],
            Effective = [.. own.Effective, .. capabilities.Values],
            Permitted = [.. own.Permitted, .. capabilities.Values],
            Inheritable = [],
            Ambient = [],
        };
    }

    // [controller:]path; a container's cgroup has the same name in every hierarchy.
    private string SubCgroup()
    {
        string text = cgroup.Value ?? "";
        int colon = text.IndexOf(':');
        return colon < 0 ? text : text[(colon + 1)..];
    }
}
