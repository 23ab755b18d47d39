using MiniDocker.CommandLine;
using MiniDocker.Engine.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>image prune</c>: removes images that nothing uses.</summary>
internal sealed class ImagePruneCommand : Command
{
    private readonly Session _session;
    private readonly FlagOption _all, _force;
    private readonly ListOption _filter;

    internal ImagePruneCommand(Session session)
    {
        _session = session;
        _all = Options.Flag("all", 'a', "Remove all unused images, not just dangling ones");
        _filter = Options.List("filter", "Provide filter values (e.g. \"until=24h\")", "filter");
        _force = Options.Flag("force", 'f', "Do not prompt for confirmation");
    }

    public override string Summary => "Remove unused images";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    protected override int Run(IReadOnlyList<string> arguments)
    {
        string what = _all.Value
            ? "This will remove all images without at least one container associated to them."
            : "This will remove all dangling images.";
        if (!_force.Value && !Confirmation.Ask(what))
            return 0;
        using var interruption = new Interruption();
        (IReadOnlyList<string> lines, long freed) = new ImagePrune(_session.Storage).Prune(
            _all.Value, new ImageFilter(_session.Storage, _filter.Values), interruption.Token);
        if (lines.Count > 0)
        {
            Console.Out.WriteLine("Deleted Images:");
            foreach (string line in lines)
                Console.Out.WriteLine(line);
            Console.Out.WriteLine();
        }
        Console.Out.WriteLine($"Total reclaimed space: {ByteSize.FormatDecimal(freed, 4)}");
        return 0;
    }
}
