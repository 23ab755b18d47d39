using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.Oci;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>load</c>: images from an archive or an OCI layout.</summary>
internal sealed class LoadCommand : Command
{
    private readonly Session _session;
    private readonly ValueOption<string?> _input, _platform;

    internal LoadCommand(Session session)
    {
        _session = session;
        _input = Options.Text("input", 'i',
            "Read from a tar archive or an OCI layout directory, instead of stdin");
        _platform = Options.Text("platform", "Unpack this platform of the images");
        Options.Flag("quiet", 'q', "Suppress the load output (only names are printed anyway)");
    }

    public override string Summary => "Load an image from a tar archive or STDIN";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    protected override int Run(IReadOnlyList<string> arguments)
    {
        Platform? platform = _platform.Value is { } text ? Platform.Parse(text) : null;
        foreach (LoadedImage loaded in Load(platform))
        {
            if (loaded.Names.Count == 0)
                Console.Out.WriteLine($"Loaded image ID: {loaded.Image.Id}");
            foreach (ImageReference name in loaded.Names)
                Console.Out.WriteLine($"Loaded image: {name.Familiar}");
        }
        return 0;
    }

    private IReadOnlyList<LoadedImage> Load(Platform? platform)
    {
        using var interruption = new Interruption();
        var loader = new ImageLoader(_session.Storage);
        if (_input.Value is not { } path)
        {
            if (!Console.IsInputRedirected)
                throw new EngineException("requested load from stdin, but stdin is empty", 1);
            using Stream stdin = Console.OpenStandardInput();
            return loader.LoadTar(stdin, platform, interruption.Token);
        }
        if (Directory.Exists(path))
            return loader.LoadDirectory(path, platform, interruption.Token);
        if (!File.Exists(path))
            throw new EngineException($"open {path}: no such file or directory", 1);
        using FileStream file = File.OpenRead(path);
        return loader.LoadTar(file, platform, interruption.Token);
    }
}
