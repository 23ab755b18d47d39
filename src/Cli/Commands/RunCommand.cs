using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.Engine.Containers;
using MiniDocker.Linux;
using MiniDocker.Runtime.Shim;
using MiniDocker.Storage;

namespace MiniDocker.Cli.Commands;

/// <summary><c>run</c>: create, start, and stay with a container until it ends.</summary>
internal sealed class RunCommand : Command
{
    private readonly Session _session;
    private readonly ContainerFlags _flags;
    private readonly FlagOption _detach;
    private readonly ValueOption<string?> _detachKeys;
    private readonly FlagOption _plan;
    private readonly FlagOption _sigProxy;

    internal RunCommand(Session session)
    {
        _session = session;
        _flags = new ContainerFlags(Options,
            "Pull image before running (\"always\", \"missing\", \"never\") "
            + "(default \"missing\")");
        _detach = Options.Flag("detach", 'd',
            "Run container in background and print container ID");
        _detachKeys = Options.Text("detach-keys", DetachKeys.Help);
        _plan = Options.Flag("plan",
            "Print the system calls that would start the container, and start nothing");
        _sigProxy = Options.Flag("sig-proxy", '\0',
            "Proxy received signals to the process", initial: true);
    }

    public override string Summary => "Create and run a new container from an image";

    public override string Usage => "[OPTIONS] IMAGE [COMMAND] [ARG...]";

    public override string Notes => "A container has no network but its own loopback device "
        + "unless --network host is given.";

    public override Arity Arity => Arity.AtLeast(1);

    public override ArgumentOrder Order => ArgumentOrder.FlagsFirst;

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container run", "minidocker run"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        _session.FailureCode = 125;
        CreateRequest request = _flags.ToRequest(
            arguments[0], [.. arguments.Skip(1)], _detach.Value);
        CheckTerminal(request.Config);
        (ContainerImage image, FileLock held) = ImageSource.Resolve(
            _session, arguments[0], _flags);
        using FileLock lease = held;
        if (_plan.Value)
        {
            return PrintPlan(request, image);
        }
        using AttachSession session = new(!_detach.Value && _sigProxy.Value);
        Container container = CreateCommand.Create(_session, request, image, _flags);
        // From here on the container's own recipe keeps its layers.
        lease.Dispose();
        return _detach.Value ? Detach(container) : Attach(container, session);
    }

    private int Detach(Container container)
    {
        StartOrRemove(container, null);
        Console.Out.WriteLine(container.Id);
        return 0;
    }

    private int Attach(Container container, AttachSession session)
    {
        ContainerConfig config = container.Record.Config;
        AttachOptions options = new()
        {
            IsTty = config.Tty,
            Stdin = config.AttachStdin,
            Stdout = config.AttachStdout,
            Stderr = config.AttachStderr,
            DetachKeys = config.AttachStdin && config.Tty
                ? DetachKeys.Parse(_detachKeys.Value)
                : [],
        };
        using ShimConnection connection = StartOrRemove(container, options.Streams)!;
        return AttachCommand.ExitCodeOf(session.Run(connection, options), container);
    }

    // A container that was to go after its end goes when it could not begin, too.
    private ShimConnection? StartOrRemove(Container container, AttachStreams? streams)
    {
        try
        {
            return new ContainerStarter(_session.Containers).Start(container, streams);
        }
        catch when (container.Record.HostConfig.AutoRemove
            && Directory.Exists(container.Directory))
        {
            new ContainerLifecycle(_session.Containers).Remove(
                container, force: true, volumes: true);
            throw;
        }
    }

    // The bundle of a container that is not kept, printed by the runtime itself.
    private int PrintPlan(CreateRequest request, ContainerImage image)
    {
        Container container = new ContainerCreator(_session.Containers).Create(request, image);
        try
        {
            ContainerStarter starter = new(_session.Containers);
            starter.WriteBundle(container);
            int pid = Spawn.PosixSpawn(new SpawnRequest
            {
                Path = ContainerStarter.MinirunPath,
                Arguments = ["minirun", "plan", container.Directory],
            });
            return Children.Wait(pid)?.ShellCode ?? 125;
        }
        finally
        {
            new ContainerLifecycle(_session.Containers).Remove(
                container, force: true, volumes: true);
        }
    }

    internal static void CheckTerminal(ContainerConfig config)
    {
        if (config is { Tty: true, AttachStdin: true }
            && !Terminal.IsTerminal(Descriptors.Own(0)))
        {
            throw new EngineException("the input device is not a TTY", 1);
        }
    }
}
