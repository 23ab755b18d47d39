using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.Engine.Containers;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Cli.Commands;

/// <summary><c>attach</c>: to a container that runs.</summary>
internal sealed class AttachCommand : Command
{
    private readonly Session _session;
    private readonly ValueOption<string?> _detachKeys;
    private readonly FlagOption _noStdin;
    private readonly FlagOption _sigProxy;

    internal AttachCommand(Session session)
    {
        _session = session;
        _detachKeys = Options.Text("detach-keys", DetachKeys.Help);
        _noStdin = Options.Flag("no-stdin", "Do not attach STDIN");
        _sigProxy = Options.Flag("sig-proxy", '\0',
            "Proxy all received signals to the process", initial: true);
    }

    public override string Summary =>
        "Attach local standard input, output, and error streams to a running container";

    public override string Usage => "[OPTIONS] CONTAINER";

    public override Arity Arity => Arity.Exactly(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container attach", "minidocker attach"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        Container container = _session.Containers.Find(arguments[0]);
        ContainerConfig config = container.Record.Config;
        switch (container.ReadState().Status)
        {
            case ContainerRuntimeStatus.Paused:
                throw new EngineException(
                    "cannot attach to a paused container, unpause it first", 1);
            case ContainerRuntimeStatus.Restarting:
                throw new EngineException(
                    "cannot attach to a restarting container, wait until it is running", 1);
        }
        AttachOptions options = new()
        {
            IsTty = config.Tty,
            Stdin = config.OpenStdin && !_noStdin.Value,
            DetachKeys = config.Tty ? DetachKeys.Parse(_detachKeys.Value) : [],
        };
        RunCommand.CheckTerminal(config with { AttachStdin = options.Stdin });
        using AttachSession session = new(_sigProxy.Value);
        using ShimConnection connection = container.Shim.TryConnect(options.Streams)
            ?? throw new EngineException(
                "cannot attach to a stopped container, start it first", 1);
        return ExitCodeOf(session.Run(connection, options), container);
    }

    /// <summary>What the process exits with after an attach.</summary>
    internal static int ExitCodeOf(RelayResult result, Container container)
    {
        switch (result.End)
        {
            case RelayEnd.Exited:
                return result.ExitCode;
            case RelayEnd.Detached:
                Console.Error.WriteLine("read escape sequence");
                return 0;
            default:
                int code = container.ReadState().ExitCode;
                throw new EngineException(
                    $"the shim of container {container.Name} was killed, and the container with "
                    + $"it; its exit code is recorded as {code}");
        }
    }
}
