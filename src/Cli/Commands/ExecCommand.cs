using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.Engine.Containers;
using MiniDocker.Linux;

namespace MiniDocker.Cli.Commands;

/// <summary><c>exec</c>: one more program in a container that runs.</summary>
internal sealed class ExecCommand : Command
{
    private readonly Session _session;
    private readonly FlagOption _detach;
    private readonly ListOption _env;
    private readonly ListOption _envFile;
    private readonly FlagOption _interactive;
    private readonly FlagOption _privileged;
    private readonly FlagOption _tty;
    private readonly ValueOption<string?> _user;
    private readonly ValueOption<string?> _workdir;

    internal ExecCommand(Session session)
    {
        _session = session;
        _detach = Options.Flag("detach", 'd', "Detached mode: run command in the background");
        _env = Options.List("env", 'e', "Set environment variables");
        _envFile = Options.List("env-file", "Read in a file of environment variables");
        _interactive = Options.Flag("interactive", 'i', "Keep STDIN open even if not attached");
        _privileged = Options.Flag("privileged", "Give extended privileges to the command");
        _tty = Options.Flag("tty", 't', "Allocate a pseudo-TTY");
        _user = Options.Text("user", 'u', "Username or UID (format: <name|uid>[:<group|gid>])");
        _workdir = Options.Text("workdir", 'w', "Working directory inside the container");
        Options.NotYet("detach-keys", "a program of exec is not detached from by keys");
    }

    public override string Summary => "Execute a command in a running container";

    public override string Usage => "[OPTIONS] CONTAINER COMMAND [ARG...]";

    public override Arity Arity => Arity.AtLeast(2);

    public override ArgumentOrder Order => ArgumentOrder.FlagsFirst;

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container exec", "minidocker exec"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        if (_tty.Value && _interactive.Value && !_detach.Value
            && !Terminal.IsTerminal(Descriptors.Own(0)))
        {
            throw new EngineException("the input device is not a TTY", 1);
        }
        return new ContainerExec(_session.Containers).Run(
            _session.Containers.Find(arguments[0]),
            new ExecRequest
            {
                Command = [.. arguments.Skip(1)],
                Env = EnvironmentWords.Read(_envFile.Values, _env.Values),
                User = _user.Value ?? "",
                WorkingDir = _workdir.Value ?? "",
                Tty = _tty.Value,
                Privileged = _privileged.Value,
                Detach = _detach.Value,
                Interactive = _interactive.Value,
            });
    }
}
