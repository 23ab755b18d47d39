using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.Hooks;
using MiniDocker.Runtime.Seccomp;

namespace MiniDocker.Runtime.State;

/// <summary>From a bundle to an init that is ready to run its program.</summary>
public sealed partial class Container
{
    /// <summary>
    /// Creates a container. A failure leaves nothing; a kill leaves what delete removes.
    /// </summary>
    /// <returns>The container and its waiting init, which the caller disposes.</returns>
    /// <exception cref="ContainerException">The id is taken, or a hook failed.</exception>
    /// <exception cref="Oci.OciFormatException">The configuration is wrong.</exception>
    /// <exception cref="LaunchException">A step of the launch plan failed.</exception>
    public static CreatedContainer Create(StateStore store, ContainerRequest request)
    {
        string bundle = Path.GetFullPath(request.Bundle);
        byte[] config = ReadConfig(request.ConfigPath ?? Path.Combine(bundle, ConfigFile));
        RuntimeSpec spec = RuntimeSpec.Parse(config);
        CheckTerminal(spec, request);
        SafeFileHandle guard = store.Reserve(request.Id);
        try
        {
            return Create(store, request, bundle, spec, config, guard);
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }

    /// <summary>The launch plan of a bundle, which is not run.</summary>
    public static LaunchPlan Plan(ContainerRequest request)
    {
        string bundle = Path.GetFullPath(request.Bundle);
        byte[] config = ReadConfig(request.ConfigPath ?? Path.Combine(bundle, ConfigFile));
        RuntimeSpec spec = RuntimeSpec.Parse(config);
        Cgroup cgroup = Cgroup.Plan(CgroupHost.Read(), spec.Linux?.CgroupsPath, request.Id);
        Container container = new(
            new StateStore(StateStore.DefaultRoot), FirstState(request, bundle, spec, cgroup));
        return LaunchPlan.Compile(
            container.OptionsOf(request, spec, cgroup.Compile(spec.Linux?.Resources), null),
            HostFacts.Read());
    }

    private static CreatedContainer Create(
        StateStore store, ContainerRequest request, string bundle, RuntimeSpec spec,
        byte[] config, SafeFileHandle guard)
    {
        Cgroup? cgroup = null;
        CgroupProgram? program = null;
        try
        {
            if (!request.NoCgroup)
            {
                cgroup = Cgroup.Plan(CgroupHost.Read(), spec.Linux?.CgroupsPath, request.Id);
                program = cgroup.Compile(spec.Linux?.Resources);
            }

            AtomicFile.Write(
                Path.Combine(store.DirectoryOf(request.Id), ConfigFile), config);
        }
        catch
        {
            store.Remove(request.Id);
            throw;
        }

        Container container = new(store, FirstState(request, bundle, spec, cgroup));
        try
        {
            store.Write(container.State);
            LaunchedInit init = container.Launch(request, spec, program);
            return new CreatedContainer(container, init, guard);
        }
        catch
        {
            container.Destroy();
            throw;
        }
    }

    private static byte[] ReadConfig(string path)
    {
        try
        {
            return StateLimits.ReadSmallFile(path);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ContainerException(
                $"read {path}: no such file; name the bundle with --bundle", e);
        }
    }

    private static void CheckTerminal(RuntimeSpec spec, ContainerRequest request)
    {
        bool hasTerminal = spec.Process is { Terminal: true };
        bool hasSocket = request.ConsoleSocketPath is not null || request.ConsoleSocket is not null;
        if (hasTerminal && !hasSocket)
        {
            throw new ContainerException(
                "process.terminal is true, but there is nobody to give the terminal to: "
                + "name a --console-socket");
        }

        if (!hasTerminal && hasSocket)
        {
            throw new ContainerException(
                "--console-socket is of no use: process.terminal is false");
        }
    }

    private static ContainerState FirstState(
        ContainerRequest request, string bundle, RuntimeSpec spec, Cgroup? cgroup) => new()
        {
            Id = request.Id,
            OciVersion = spec.OciVersion,
            Bundle = bundle,
            Rootfs = Path.GetFullPath(Path.Combine(bundle, spec.Root?.Path ?? "rootfs")),
            Created = DateTimeOffset.UtcNow,
            OwnerUid = ProcessOwner.EffectiveUid,
            Creator = ProcessIdentity.Of(Environment.ProcessId),
            CgroupDirectories = cgroup?.Directories ?? [],
            HasPidNamespace = MakesPidNamespace(spec),
            Annotations = spec.Annotations,
        };

    private static bool MakesPidNamespace(RuntimeSpec spec)
    {
        foreach (NamespaceSpec item in spec.Linux?.Namespaces ?? [])
        {
            if (item.Type == "pid")
            {
                return string.IsNullOrEmpty(item.Path);
            }
        }

        return false;
    }

    private LaunchedInit Launch(
        ContainerRequest request, RuntimeSpec spec, CgroupProgram? program)
    {
        using SafeFileHandle? connected = request.ConsoleSocketPath is { } path
            ? UnixSocket.Connect(path) : null;
        SafeHandle? console = connected ?? request.ConsoleSocket;
        LaunchedInit init = Launcher.Create(
            OptionsOf(request, spec, program, console),
            launched => RunHooksBeforePivot(spec, launched));
        try
        {
            State = State with { Init = ProcessIdentity.Of(init.Pid), Creator = default };
            store.Write(State);
            Announce(request.PidFdSocketPath, request.PidFile, init);
            return init;
        }
        catch
        {
            init.Abandon();
            init.Dispose();
            throw;
        }
    }

    private LaunchOptions OptionsOf(
        ContainerRequest request, RuntimeSpec spec, CgroupProgram? program, SafeHandle? console)
    {
        string recipe = Path.Combine(State.Bundle, RootfsRecipe.FileName);
        return new LaunchOptions
        {
            Id = Id,
            BundlePath = State.Bundle,
            Spec = spec,
            Recipe = File.Exists(recipe)
                ? RootfsRecipe.Parse(StateLimits.ReadSmallFile(recipe)) : null,
            Cgroup = program,
            Seccomp = spec.Linux?.Seccomp is { } profile ? SeccompCompiler.Compile(profile) : null,
            StartDirectory = request.WaitsForStart ? store.DirectoryOf(Id) : null,
            ConsoleSocket = console is null ? -1 : (int)console.DangerousGetHandle(),
            StandardInput = NumberOf(request.Stdio, 0),
            StandardOutput = NumberOf(request.Stdio, 1),
            StandardError = NumberOf(request.Stdio, 2),
            PreserveFds = request.PreserveFds,
            NoPivot = request.NoPivot,
            NoNewKeyring = request.NoNewKeyring,
            Timing = request.Timing,
        };
    }

    private static int NumberOf(IReadOnlyList<SafeHandle> stdio, int index) =>
        stdio.Count > index ? (int)stdio[index].DangerousGetHandle() : index;

    private void RunHooksBeforePivot(RuntimeSpec spec, LaunchedInit init)
    {
        byte[] state = StateForHooks(ContainerStatus.Creating, init.Pid);
        HookRunner.Run(HookKind.Prestart, spec.Hooks, state);
        HookRunner.Run(HookKind.CreateRuntime, spec.Hooks, state);
        HookRunner.RunInContainer(HookKind.CreateContainer, spec.Hooks, state, init.PidFd);
    }

    private static void Announce(string? socketPath, string? pidFile, LaunchedInit init)
    {
        if (socketPath is { } path)
        {
            using SafeFileHandle socket = UnixSocket.Connect(path);
            UnixSocket.SendDescriptor(socket, "pidfd"u8, init.PidFd);
        }

        if (pidFile is { } file)
        {
            Span<byte> text = stackalloc byte[16];
            init.Pid.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
            AtomicFile.Write(file, text[..length]);
        }
    }
}
