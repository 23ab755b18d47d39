using MiniDocker.CommandLine;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Minirun.Commands;

/// <summary>Owns one container of the engine; spawned by it, not typed by people.</summary>
internal sealed class ShimCommand : Command
{
    private readonly ValueOption<long?> readyFd;
    private readonly ValueOption<long?> attachFd;
    private readonly ValueOption<long?> streams;

    internal ShimCommand()
    {
        readyFd = Options.Integer("ready-fd", '\0', "descriptor for the readiness line");
        attachFd = Options.Integer("attach-fd", '\0', "descriptor of a first client");
        streams = Options.Integer("attach-streams", '\0', "what the first client wants");
    }

    public override string Summary => "Own a container of the engine";

    public override string Usage => "[OPTIONS] CONTAINER_DIR";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments) => ShimProcess.Run(
        arguments[0], (int?)readyFd.Value, (int?)attachFd.Value,
        (AttachStreams)streams.Value.GetValueOrDefault());
}
