using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.Engine.Containers;
using MiniDocker.Storage;

namespace MiniDocker.Cli.Commands;

/// <summary><c>create</c>: a container that does not run yet.</summary>
internal sealed class CreateCommand : Command
{
    private readonly Session _session;
    private readonly ContainerFlags _flags;

    internal CreateCommand(Session session)
    {
        _session = session;
        _flags = new ContainerFlags(Options,
            "Pull image before creating (\"always\", \"missing\", \"never\") "
            + "(default \"missing\")");
    }

    public override string Summary => "Create a new container";

    public override string Usage => "[OPTIONS] IMAGE [COMMAND] [ARG...]";

    public override Arity Arity => Arity.AtLeast(1);

    public override ArgumentOrder Order => ArgumentOrder.FlagsFirst;

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container create", "minidocker create"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        CreateRequest request = _flags.ToRequest(
            arguments[0], [.. arguments.Skip(1)], detached: false);
        (ContainerImage image, FileLock held) = ImageSource.Resolve(
            _session, arguments[0], _flags);
        // Until the container's recipe names the image's layers, nothing else keeps them.
        using FileLock lease = held;
        Console.Out.WriteLine(Create(_session, request, image, _flags).Id);
        return 0;
    }

    /// <summary>Creates a container and writes its id where <c>--cidfile</c> says.</summary>
    internal static Container Create(
        Session session, CreateRequest request, ContainerImage image, ContainerFlags flags)
    {
        string? cidFile = flags.CidFile.Value;
        if (cidFile is not null && File.Exists(cidFile))
        {
            throw new EngineException($"container ID file found, make sure the other container "
                + $"isn't running or delete {cidFile}");
        }
        Container container = new ContainerCreator(session.Containers).Create(request, image);
        if (cidFile is not null)
        {
            File.WriteAllText(cidFile, container.Id);
        }
        return container;
    }
}
