using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.Engine.Containers;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Cli.Commands;

/// <summary><c>start</c>: containers that exist and do not run.</summary>
internal sealed class StartCommand : Command
{
    private readonly Session _session;
    private readonly FlagOption _attach;
    private readonly ValueOption<string?> _detachKeys;
    private readonly FlagOption _interactive;

    internal StartCommand(Session session)
    {
        _session = session;
        _attach = Options.Flag("attach", 'a', "Attach STDOUT/STDERR and forward signals");
        _detachKeys = Options.Text("detach-keys", DetachKeys.Help);
        _interactive = Options.Flag("interactive", 'i', "Attach container's STDIN");
        Options.NotYet("checkpoint", "there are no checkpoints");
        Options.NotYet("checkpoint-dir", "there are no checkpoints");
    }

    public override string Summary => "Start one or more stopped containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override Arity Arity => Arity.AtLeast(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container start", "minidocker start"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        ContainerStarter starter = new(_session.Containers);
        if (!_attach.Value && !_interactive.Value)
        {
            return Session.ForEach(arguments, name =>
            {
                starter.Start(_session.Containers.Find(name), null)?.Dispose();
            });
        }
        if (arguments.Count > 1)
        {
            throw new EngineException("you cannot start and attach multiple containers at once", 1);
        }
        Container container = _session.Containers.Find(arguments[0]);
        ContainerConfig config = container.Record.Config;
        AttachOptions options = new()
        {
            IsTty = config.Tty,
            Stdin = _interactive.Value && config.OpenStdin,
            DetachKeys = config.Tty ? DetachKeys.Parse(_detachKeys.Value) : [],
        };
        RunCommand.CheckTerminal(config with { AttachStdin = options.Stdin });
        using AttachSession session = new(forwardsSignals: true);
        using ShimConnection? connection = starter.Start(container, options.Streams);
        return connection is null
            ? throw new EngineException($"cannot attach to container {container.Name}", 1)
            : AttachCommand.ExitCodeOf(session.Run(connection, options), container);
    }
}
