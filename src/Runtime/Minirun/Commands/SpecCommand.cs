using MiniDocker.CommandLine;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Writes a config.json to start from.</summary>
internal sealed class SpecCommand : Command
{
    private readonly ValueOption<string?> bundle;
    private readonly FlagOption rootless;

    internal SpecCommand()
    {
        bundle = Options.Text("bundle", 'b', "the bundle's directory, instead of this one", "DIR");
        rootless = Options.Flag("rootless", "for a user who is not root");
    }

    public override string Summary => "Write a config.json to start from";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    protected override int Run(IReadOnlyList<string> arguments)
    {
        string path = System.IO.Path.Combine(bundle.Value ?? ".", "config.json");
        if (File.Exists(path))
        {
            throw new ContainerException($"write {path}: it exists already; remove it first");
        }

        File.WriteAllBytes(path, SpecTemplate.Create(rootless.Value).ToJson());
        return 0;
    }
}
